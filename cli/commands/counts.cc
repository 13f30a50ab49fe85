#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "cli/command.h"
#include "cli/list_command.h"

namespace calls::cli {

namespace {

class CountsCommand : public Ask {
  public:
    explicit CountsCommand(const char* method) : method_(method) {}

    void declare(Arguments& arguments) override {
        arguments.call("CALL", call_, "the call, live or ended, or @USER");
        arguments.required();
        arguments.counters("N=V", counters_, "a counter from 1 to 9, and a number");
        arguments.required();
    }

    [[nodiscard]] const Shape& shape() const override { return call_shape; }

    std::optional<Request> request(Context& context) override {
        Request request{method_, {}, true};
        put(request.params, "callId", call_, context);
        boost::json::object counters;
        for (const auto& [index, value] : counters_) counters[std::to_string(index)] = value;
        request.params["indexAndCount"] = std::move(counters);
        return request;
    }

  private:
    const char* method_;
    std::optional<CallRef> call_;
    std::vector<std::pair<int, std::int64_t>> counters_;
};

std::unique_ptr<Command> make_set() {
    return std::make_unique<CountsCommand>("updateCounts");
}

std::unique_ptr<Command> make_add() {
    return std::make_unique<CountsCommand>("incrCounts");
}

}  // namespace

extern const CommandEntry counts_set_command{
    .name = "counts set",
    .usage = "CALL N=V...",
    .purpose = "sets counters of a call",
    .examples = "counts set 7 2=1 3=40\n",
    .make = make_set,
    .takes_request_id = true,
};

extern const CommandEntry counts_add_command{
    .name = "counts add",
    .usage = "CALL N=V...",
    .purpose = "adds to counters of a call",
    .examples = "counts add 7 3=5 4=-1\n",
    .make = make_add,
    .takes_request_id = true,
};

}  // namespace calls::cli
