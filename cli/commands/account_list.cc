#include <cstdint>
#include <optional>

#include "cli/columns.h"
#include "cli/list_command.h"

namespace calls::cli {

namespace {

class AccountListCommand : public ListCommand {
  public:
    [[nodiscard]] const Shape& shape() const override { return account_row_shape; }

  protected:
    void declare_filters(Arguments& arguments) override {
        arguments.whole("--min N", min_, "with at least this balance");
        arguments.whole("--max N", max_, "with at most this balance");
    }

    Request filtered(Context& /*context*/) override {
        Request request{"accounts"};
        put(request.params, "min", min_);
        put(request.params, "max", max_);
        return request;
    }

    [[nodiscard]] std::string_view rows_key() const override { return "accounts"; }
    [[nodiscard]] std::vector<Column> columns() const override { return account_columns(); }

  private:
    std::optional<std::int64_t> min_;
    std::optional<std::int64_t> max_;
};

}  // namespace

extern const CommandEntry account_list_command{
    .name = "account list",
    .usage = "[--min N] [--max N] [--after USER] [--limit N] [--last N]",
    .purpose = "all accounts and their balances",
    .examples = "account list --max 100\n",
    .make = make_command<AccountListCommand>,
};

}  // namespace calls::cli
