#include <cstdint>
#include <optional>
#include <string>

#include "cli/command.h"
#include "cli/follower.h"

namespace calls::cli {

namespace json = boost::json;

namespace {

class WaitCommand : public Command {
  public:
    void declare(Arguments& arguments) override {
        arguments.call("CALL", call_, "the call, or @USER");
        arguments.required();
        arguments.choice("--for WHAT", what_, {"answered", "talking", "ended"},
                         "answered, talking or ended (ended)");
    }

    [[nodiscard]] const Shape& shape() const override { return call_shape; }
    [[nodiscard]] bool patient() const override { return true; }

    int run(Context& context) override {
        const Deadline until = context.limit();
        const std::int64_t id = resolve(call_.value(), context);
        // First the events, then the call as it is: nothing can happen in between unseen.
        Follower follower(context, EventFilter{.call = id, .user = {}, .kinds = {}});
        follower.start_now();
        json::object call = context.ask({"getCall", {{"callId", id}}});
        while (!has_come(call)) {
            auto event = follower.next(until);
            if (!event) {
                throw Failure(protocol::ErrorCode::timeout,
                              "call " + std::to_string(id) + " is still " + text_at(call, "phase"));
            }
            json::value* data = event->if_contains("data");
            if (data != nullptr && data->is_object() && data->get_object().contains("dialTime")) {
                call = std::move(data->get_object());
            }
        }
        context.print().one(shape(), call);
        return 0;
    }

  private:
    [[nodiscard]] bool has_come(const json::object& call) const {
        const char* time = what_ == "answered"  ? "idalTime"
                           : what_ == "talking" ? "ehloTime"
                                                : "hangTime";
        if (whole_or_zero(call, time) > 0) return true;
        if (whole_or_zero(call, "hangTime") == 0) return false;
        throw Failure(
            protocol::ErrorCode::ended,
            "the call has ended (" + text_at(call, "hangReason") + ") and was never " + what_);
    }

    std::optional<CallRef> call_;
    std::string what_ = "ended";
};

}  // namespace

extern const CommandEntry wait_command{
    .name = "wait",
    .usage = "CALL [--for answered|talking|ended]",
    .purpose = "returns when the call has come that far",
    .examples = "wait 7\nwait @2 --for answered --timeout 30s\n",
    .make = make_command<WaitCommand>,
    .in_batch = false,
};

}  // namespace calls::cli
