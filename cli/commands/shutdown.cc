#include "cli/command.h"

namespace calls::cli {

namespace {

class ShutdownCommand : public Ask {
  public:
    void declare(Arguments& /*arguments*/) override {}
    std::optional<Request> request(Context& /*context*/) override { return Request{"shutdown"}; }
};

}  // namespace

extern const CommandEntry shutdown_command{
    .name = "shutdown",
    .usage = "",
    .purpose = "calld commits, answers and stops",
    .examples = "shutdown\n",
    .make = make_command<ShutdownCommand>,
};

}  // namespace calls::cli
