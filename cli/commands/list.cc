#include <cstdint>
#include <optional>

#include "cli/columns.h"
#include "cli/list_command.h"

namespace calls::cli {

namespace {

class LiveCallsCommand : public ListCommand {
  public:
    [[nodiscard]] const Shape& shape() const override { return call_shape; }

  protected:
    void declare_filters(Arguments& arguments) override {
        arguments.whole("--user U", user_, "in either role");
        arguments.whole("--host U", host_, "this host");
        arguments.whole("--guest U", guest_, "this guest");
        arguments.choice("--phase PHASE", phase_, {"ringing", "connecting", "talking"},
                         "ringing, connecting or talking");
    }

    Request filtered(Context& /*context*/) override {
        Request request{"listAll"};
        put(request.params, "userId", user_);
        put(request.params, "hostUserId", host_);
        put(request.params, "guestUserId", guest_);
        put(request.params, "phase", phase_);
        return request;
    }

    [[nodiscard]] std::string_view rows_key() const override { return "calls"; }
    [[nodiscard]] std::vector<Column> columns() const override { return live_call_columns(); }

  private:
    std::optional<std::int64_t> user_;
    std::optional<std::int64_t> host_;
    std::optional<std::int64_t> guest_;
    std::string phase_;
};

}  // namespace

extern const CommandEntry list_command{
    .name = "list",
    .usage =
        "[--user U] [--host U] [--guest U] [--phase PHASE] [--after ID] [--limit N] [--last N]",
    .purpose = "the calls in progress",
    .examples = "list\nlist --phase talking -o csv\n",
    .make = make_command<LiveCallsCommand>,
};

}  // namespace calls::cli
