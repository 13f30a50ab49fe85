#include <cstdint>
#include <optional>

#include "cli/columns.h"
#include "cli/list_command.h"

namespace calls::cli {

namespace {

class TicketsCommand : public ListCommand {
  public:
    [[nodiscard]] const Shape& shape() const override { return ticket_shape; }

  protected:
    void declare_filters(Arguments& arguments) override {
        arguments.call("CALL", call_, "of this call, or @USER");
        arguments.whole("--user,--guest U", user_, "who paid");
        arguments.whole("--host U", host_, "who earned");
        arguments.whole("--offer ID", offer_, "of this offer");
        arguments.time("--since T", since_, "from T or later");
        arguments.time("--until T", until_, "from before T");
    }

    Request filtered(Context& context) override {
        Request request{"tickets"};
        put(request.params, "callId", call_, context);
        put(request.params, "userId", user_);
        put(request.params, "hostUserId", host_);
        put(request.params, "serverId", offer_);
        put(request.params, "since", since_, context);
        put(request.params, "until", until_, context);
        return request;
    }

    [[nodiscard]] std::string_view rows_key() const override { return "tickets"; }
    [[nodiscard]] std::vector<Column> columns() const override { return ticket_columns(); }

  private:
    std::optional<CallRef> call_;
    std::optional<std::int64_t> user_;
    std::optional<std::int64_t> host_;
    std::optional<std::int64_t> offer_;
    std::optional<Moment> since_;
    std::optional<Moment> until_;
};

}  // namespace

extern const CommandEntry tickets_command{
    .name = "tickets",
    .usage = "[CALL] [--user U] [--host U] [--offer ID] [--since T] [--until T] [--last N]...",
    .purpose = "what was paid, and for what",
    .examples = "tickets 7\ntickets --user 2 --since today\n",
    .make = make_command<TicketsCommand>,
};

}  // namespace calls::cli
