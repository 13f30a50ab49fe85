#include <chrono>
#include <cstdint>
#include <optional>

#include "cli/command.h"
#include "cli/list_command.h"

namespace calls::cli {

namespace json = boost::json;

namespace {

class HeartbeatCommand : public Ask {
  public:
    void declare(Arguments& arguments) override {
        arguments.call("CALL", call_, "the call, or @USER");
        arguments.required();
        arguments.whole("USER", user_, "the party who is alive");
        arguments.required();
        arguments.duration("--every D", every_, "again and again, until the call ends");
    }

    void check() override {
        if (every_ && every_->count() < 1) throw bad_usage("--every is at least 1ms");
    }

    [[nodiscard]] const Shape& shape() const override { return call_shape; }
    [[nodiscard]] bool patient() const override { return every_.has_value(); }

    std::optional<Request> request(Context& context) override {
        if (every_) throw bad_usage("heartbeat --every cannot be used in a batch");
        return one_beat(context);
    }

    int run(Context& context) override {
        if (every_) return keep_beating(context);
        return show(context, context.ask(one_beat(context)));
    }

    int show(Context& context, const json::object& call) override {
        context.print().one(shape(), call);
        if (!has_ended(call)) return 0;
        throw Failure(protocol::ErrorCode::ended,
                      "call " + std::to_string(whole_or_zero(call, "callId")) + " has ended (" +
                          text_at(call, "hangReason") + ")");
    }

  private:
    static bool has_ended(const json::object& call) { return whole_or_zero(call, "hangTime") > 0; }

    Request one_beat(Context& context) {
        Request request{"heartbeat", {{"callId", nullptr}, {"userId", user_}}};
        put(request.params, "callId", call_, context);
        return request;
    }

    int keep_beating(Context& context) {
        const Deadline until = context.limit();
        const Request beat = one_beat(context);  // @USER is looked up once: it is that call
        json::object call = context.ask(beat);
        while (!has_ended(call)) {
            until.sleep(*every_);
            if (until.passed()) {
                throw Failure(protocol::ErrorCode::timeout,
                              "the time given with --timeout is over");
            }
            call = beat_again(context, beat, until);
        }
        context.print().one(shape(), call);
        return 0;
    }

    // Through a restart of calld: asks until it is there again.
    static json::object beat_again(Context& context, const Request& beat, const Deadline& until) {
        constexpr std::chrono::milliseconds pause{200};
        while (true) {
            try {
                return context.ask(beat);
            } catch (const Failure& failure) {
                if (!is_passing(failure) || until.passed()) throw;
            }
            until.sleep(pause);
            context.reconnect(until);
        }
    }

    std::optional<CallRef> call_;
    std::int64_t user_ = 0;
    std::optional<Millis> every_;
};

}  // namespace

extern const CommandEntry heartbeat_command{
    .name = "heartbeat",
    .usage = "CALL USER [--every D]",
    .purpose = "says that a party is alive; the first ones are the hello and the hello-back",
    .examples = "heartbeat 7 1\nheartbeat @2 2 --every 5s\n",
    .make = make_command<HeartbeatCommand>,
};

}  // namespace calls::cli
