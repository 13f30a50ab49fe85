#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/child.h"
#include "cli/command.h"
#include "cli/cursor_file.h"
#include "cli/event_text.h"
#include "cli/follower.h"

namespace calls::cli {

namespace json = boost::json;

namespace {

class WatchCommand : public Command {
  public:
    void declare(Arguments& arguments) override {
        arguments.whole("--after ID", after_, "from behind this event");
        arguments.time("--since T", since_, "from this time");
        arguments.file("--cursor-file F", cursor_path_,
                       "goes on behind the event in F, and keeps F at the last one dealt with");
        arguments.call("--call C", call_, "of this call, or @USER");
        arguments.whole("--user U", user_, "of this user");
        arguments.texts("--kind K", kinds_,
                        "dial, answer, hello, hello-back, hang, counters, "
                        "offer, ticket, low-funds, deposit, withdrawal, start");
        arguments.suggest({"dial", "answer", "hello", "hello-back", "hang", "counters", "offer",
                           "ticket", "low-funds", "deposit", "withdrawal", "start"});
        arguments.whole("--count N", count_, "ends after so many");
    }

    void check() override {
        if (after_ && since_) throw bad_usage("--after and --since exclude each other");
        if (after_.value_or(0) < 0) throw bad_usage("--after is at least 0");
        if (count_.value_or(1) < 1) throw bad_usage("--count is at least 1");
    }

    [[nodiscard]] const Shape& shape() const override { return event_shape; }
    [[nodiscard]] bool patient() const override { return true; }

    int run(Context& context) override {
        try {
            return follow(context);
        } catch (Failure& failure) {
            if (cursor_) advise_on_cursor(failure);
            throw;
        }
    }

  private:
    int follow(Context& context) {
        const Deadline until = context.limit();
        if (!cursor_path_.empty()) cursor_.emplace(cursor_path_);
        filter_ = {call_ ? std::optional(resolve(*call_, context)) : std::nullopt, user_, kinds_};
        // With a cursor file everything is wanted: F moves past what the filter leaves out. It is
        // calld's to look at all the same: with a typo in it F would move past everything.
        if (cursor_) expect_good_filter(context);
        Follower follower(context, cursor_ ? EventFilter{} : filter_);
        start(follower, context);
        if (cursor_ && !since_) cursor_->move_to(follower.position());
        return context.tail.empty() ? print_events(context, follower, until)
                                    : run_command(context, follower, until);
    }

    // F goes before --after.
    void advise_on_cursor(Failure& failure) const {
        if (failure.code() == protocol::ErrorCode::conflict) {
            failure.advise(
                "this is another store, or an older state of it; to go on with it, write the id of "
                "an event that it has into " +
                cursor_path_);
        } else if (const auto oldest = whole_at(failure.to_json(), "data.oldest")) {
            failure.advise("to go on, write " + std::to_string(*oldest - 1) + " into " +
                           cursor_path_ + ", and know that events are missing");
        }
    }

    void expect_good_filter(Context& context) const {
        Follower(context, filter_).start_now();
        context.disconnect();
    }

    void start(Follower& follower, Context& context) {
        const auto cursor = cursor_ ? cursor_->read() : std::nullopt;
        if (cursor) {
            since_.reset();
            return follower.start_after(*cursor);
        }
        if (after_) return follower.start_after(*after_);
        if (since_) return follower.start_since(context.at(*since_));
        follower.start_now();
    }

    int print_events(Context& context, Follower& follower, const Deadline& until) {
        // A stream of events has no end, so its JSON is a line for each.
        Globals globals = context.globals();
        if (globals.format == Format::json) globals.format = Format::jsonl;
        Printer printer(context.out(), globals);
        ListPrinter list(printer, event_shape, event_columns());
        while (true) {
            const json::object event = next(follower, until);
            const bool wanted = filter_.matches(event) || !cursor_;
            if (wanted) list.rows({event});
            const bool last = wanted && count_ && --*count_ == 0;
            if (!last && follower.has_next()) continue;
            context.out().flush();
            if (cursor_) cursor_->move_to(follower.position());
            if (last) return 0;
        }
    }

    int run_command(Context& context, Follower& follower, const Deadline& until) {
        while (true) {
            const json::object event = next(follower, until);
            const bool wanted = filter_.matches(event) || !cursor_;
            if (wanted) {
                const int status = run_with_input(context.tail, json::serialize(event) + '\n',
                                                  variables(event, context));
                if (status != 0) {
                    say("the command ended with " + std::to_string(status) + " on event " +
                        std::to_string(follower.position()));
                    return status;
                }
            }
            if (cursor_) cursor_->move_to(follower.position());
            if (wanted && count_ && --*count_ == 0) return 0;
        }
    }

    // What a script mostly wants of an event, so that it need not read JSON; and the same calld.
    static Environment variables(const json::object& event, const Context& context) {
        const auto number = [&event](const char* name) {
            return std::to_string(whole_or_zero(event, name));
        };
        return {{"CALLCTL_SOCKET", context.socket_path()},
                {"CALLCTL_EVENT_ID", number("eventId")},
                {"CALLCTL_EVENT_KIND", text_at(event, "kind")},
                {"CALLCTL_EVENT_CALL", number("callId")},
                {"CALLCTL_EVENT_USER", number("userId")}};
    }

    static json::object next(Follower& follower, const Deadline& until) {
        auto event = follower.next(until);
        if (event) return std::move(*event);
        throw Failure(protocol::ErrorCode::timeout, "the time given with --timeout is over");
    }

    std::optional<std::int64_t> after_;
    std::optional<Moment> since_;
    std::string cursor_path_;
    std::optional<CallRef> call_;
    std::optional<std::int64_t> user_;
    std::vector<std::string> kinds_;
    std::optional<std::int64_t> count_;

    std::optional<CursorFile> cursor_;
    EventFilter filter_;
};

}  // namespace

extern const CommandEntry watch_command{
    .name = "watch",
    .usage =
        "[--after ID | --since T] [--cursor-file F] [--call C] [--user U] [--kind K]... "
        "[--count N] [-- COMMAND...]",
    .purpose = "follows events, through restarts of calld; COMMAND gets each on its stdin",
    .examples =
        "watch --kind hang\nwatch --after 0 -o json\n"
        "watch --cursor-file /var/lib/jobs/cursor --kind ticket -- ./book-ticket\n",
    .make = make_command<WatchCommand>,
    .runs_command = true,
    .in_batch = false,
};

}  // namespace calls::cli
