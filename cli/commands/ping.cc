#include "cli/command.h"

namespace calls::cli {

namespace {

class PingCommand : public Ask {
  public:
    void declare(Arguments& /*arguments*/) override {}
    std::optional<Request> request(Context& /*context*/) override { return Request{"ping"}; }
};

}  // namespace

extern const CommandEntry ping_command{
    .name = "ping",
    .usage = "",
    .purpose = "succeeds if calld answers and could commit a command now",
    .examples = "ping --timeout 1s\n",
    .make = make_command<PingCommand>,
};

}  // namespace calls::cli
