#include <cstdint>

#include "cli/command.h"
#include "cli/list_command.h"

namespace calls::cli {

namespace {

class AnswerCommand : public Ask {
  public:
    void declare(Arguments& arguments) override {
        arguments.call("CALL", call_, "the call, or @USER");
        arguments.required();
        arguments.whole("USER", user_, "who answers (the callee)");
    }

    [[nodiscard]] const Shape& shape() const override { return call_shape; }

    std::optional<Request> request(Context& context) override {
        Request request{"idal", {}, true};
        put(request.params, "callId", call_, context);
        put(request.params, "userId", user_);
        return request;
    }

  private:
    std::optional<CallRef> call_;
    std::optional<std::int64_t> user_;
};

}  // namespace

extern const CommandEntry answer_command{
    .name = "answer",
    .usage = "CALL [USER]",
    .purpose = "the callee picks up",
    .examples = "answer 7\nanswer @2\n",
    .make = make_command<AnswerCommand>,
    .takes_request_id = true,
};

}  // namespace calls::cli
