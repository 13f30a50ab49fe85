#include "cli/command.h"

namespace calls::cli {

namespace {

class StatusCommand : public Ask {
  public:
    void declare(Arguments& /*arguments*/) override {}
    std::optional<Request> request(Context& /*context*/) override { return Request{"status"}; }
};

}  // namespace

extern const CommandEntry status_command{
    .name = "status",
    .usage = "",
    .purpose = "how calld is, and what settings are in force",
    .examples = "status\nstatus --field live.talking,lateMs\n",
    .make = make_command<StatusCommand>,
};

}  // namespace calls::cli
