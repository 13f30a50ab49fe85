#include <cstdint>

#include "cli/command.h"

namespace calls::cli {

namespace {

class AccountShowCommand : public Ask {
  public:
    void declare(Arguments& arguments) override {
        arguments.whole("USER", user_, "the user; 0: the platform, -1: the world outside");
        arguments.required();
    }

    [[nodiscard]] const Shape& shape() const override { return account_shape; }

    std::optional<Request> request(Context& /*context*/) override {
        return Request{"account", {{"userId", user_}}};
    }

  private:
    std::int64_t user_ = 0;
};

}  // namespace

extern const CommandEntry account_show_command{
    .name = "account show",
    .usage = "USER",
    .purpose = "a user's balance",
    .examples = "account show 2\naccount show 2 --field balance\n",
    .make = make_command<AccountShowCommand>,
};

}  // namespace calls::cli
