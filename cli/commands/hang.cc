#include <cstdint>
#include <optional>

#include "cli/columns.h"
#include "cli/command.h"
#include "cli/list_command.h"
#include "cli/pages.h"

namespace calls::cli {

namespace json = boost::json;

namespace {

class HangCommand : public Command {
  public:
    void declare(Arguments& arguments) override {
        arguments.call("CALL", call_, "the call, or @USER");
        arguments.whole("USER", by_, "who hangs up (the operator)");
        arguments.whole("--user U", user_, "every live call of this user");
        arguments.whole("--host U", host_, "every live call of this host");
        arguments.whole("--guest U", guest_, "every live call of this guest");
        arguments.flag("--all", all_, "every live call");
    }

    void check() override {
        const bool many = user_ || host_ || guest_ || all_;
        if (!call_ && !many) throw bad_usage("which call? CALL, --user, --host, --guest or --all");
        if (call_ && many) throw bad_usage("CALL goes without --user, --host, --guest and --all");
    }

    [[nodiscard]] const Shape& shape() const override { return call_shape; }

    std::optional<Request> request(Context& context) override {
        if (!call_) return std::nullopt;
        Request request{"hang", {}, true};
        put(request.params, "callId", call_, context);
        put(request.params, "userId", by_);
        return request;
    }

    int run(Context& context) override {
        if (const auto one = request(context)) {
            context.print().one(shape(), context.ask(*one));
            return 0;
        }
        ListPrinter list(context.print(), shape(), record_columns());
        hang_all(context, [&list](json::object call) { list.rows({std::move(call)}); });
        list.finish();
        return 0;
    }

    json::value outcome(Context& context) override {
        json::array ended;
        hang_all(context, [&ended](json::object call) { ended.emplace_back(std::move(call)); });
        return ended;
    }

  private:
    // The calls are listed first and then ended one by one; one that ended meanwhile is fine.
    template <class Take>
    void hang_all(Context& context, Take take) {
        Request live{"listAll"};
        put(live.params, "userId", user_);
        put(live.params, "hostUserId", host_);
        put(live.params, "guestUserId", guest_);
        for (const json::value& call : all_rows(context, live, "calls")) {
            const std::int64_t id = whole_or_zero(call.as_object(), "callId");
            Request hang{"hang", {{"callId", id}}, true};
            // One id for each call, the same each time the command is asked again.
            if (const std::string& given = context.request_id(); !given.empty()) {
                hang.params["requestId"] = given + "-" + std::to_string(id);
            }
            take(context.ask(hang));
        }
    }

    std::optional<CallRef> call_;
    std::optional<std::int64_t> by_;
    std::optional<std::int64_t> user_;
    std::optional<std::int64_t> host_;
    std::optional<std::int64_t> guest_;
    bool all_ = false;
};

}  // namespace

extern const CommandEntry hang_command{
    .name = "hang",
    .usage = "CALL [USER] | --user U | --host U | --guest U | --all",
    .purpose = "ends a call, or every live call that fits",
    .examples = "hang 7\nhang @2 2\nhang --host 1\n",
    .make = make_command<HangCommand>,
    .takes_request_id = true,
};

}  // namespace calls::cli
