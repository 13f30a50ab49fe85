#include <optional>

#include "cli/command.h"

namespace calls::cli {

namespace {

class PruneCommand : public Ask {
  public:
    void declare(Arguments& arguments) override {
        arguments.time("--before T", before_, "what was booked earlier than T");
        arguments.required();
    }

    [[nodiscard]] const Shape& shape() const override { return prune_shape; }
    [[nodiscard]] bool patient() const override { return true; }
    [[nodiscard]] std::string_view long_work() const override { return "pruning"; }

    std::optional<Request> request(Context& context) override {
        return Request{"prune", {{"before", context.at(*before_).ms}}, true};
    }

  private:
    std::optional<Moment> before_;
};

}  // namespace

extern const CommandEntry prune_command{
    .name = "prune",
    .usage = "--before T",
    .purpose = "removes old events and request ids; calls, tickets and money stay",
    .examples = "prune --before last-month\nprune --before 2026-01-01 --request-id prune-2026-01\n",
    .make = make_command<PruneCommand>,
    .takes_request_id = true,
};

}  // namespace calls::cli
