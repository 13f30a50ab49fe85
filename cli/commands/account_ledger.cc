#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/columns.h"
#include "cli/list_command.h"

namespace calls::cli {

namespace {

class AccountLedgerCommand : public ListCommand {
  public:
    [[nodiscard]] const Shape& shape() const override { return entry_shape; }

  protected:
    void declare_filters(Arguments& arguments) override {
        arguments.whole("USER", user_, "of this account; else of all");
        arguments.time("--since T", since_, "booked at T or later");
        arguments.time("--until T", until_, "booked before T");
        arguments.call("--call C", call_, "for this call");
        arguments.whole("--ticket ID", ticket_, "for this ticket");
        arguments.texts("--kind K", kinds_,
                        "deposit, withdrawal, ticket, ticket-fee or free-ticket");
        arguments.suggest({"deposit", "withdrawal", "ticket", "ticket-fee", "free-ticket"});
    }

    Request filtered(Context& context) override {
        Request request{"ledger"};
        put(request.params, "userId", user_);
        put(request.params, "callId", call_, context);
        put(request.params, "ticketId", ticket_);
        if (!kinds_.empty()) request.params["kinds"] = to_array(kinds_);
        put(request.params, "since", since_, context);
        put(request.params, "until", until_, context);
        return request;
    }

    [[nodiscard]] std::string_view rows_key() const override { return "entries"; }
    [[nodiscard]] std::vector<Column> columns() const override {
        return user_ ? ledger_columns_of(*user_) : ledger_columns();
    }

  private:
    std::optional<std::int64_t> user_;
    std::optional<Moment> since_;
    std::optional<Moment> until_;
    std::optional<CallRef> call_;
    std::optional<std::int64_t> ticket_;
    std::vector<std::string> kinds_;
};

}  // namespace

extern const CommandEntry account_ledger_command{
    .name = "account ledger",
    .usage = "[USER] [--since T] [--until T] [--call C] [--kind K]... [--last N]...",
    .purpose = "every movement of money, or those of one account",
    .examples = "account ledger 2 --since today\naccount ledger --kind deposit --last 20\n",
    .make = make_command<AccountLedgerCommand>,
};

}  // namespace calls::cli
