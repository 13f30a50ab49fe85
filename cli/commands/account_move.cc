#include <cstdint>

#include "cli/command.h"

namespace calls::cli {

namespace {

// A deposit or a withdrawal.
class AccountMoveCommand : public Ask {
  public:
    explicit AccountMoveCommand(const char* method) : method_(method) {}

    void declare(Arguments& arguments) override {
        arguments.whole("USER", user_, "whose account");
        arguments.required();
        arguments.whole("AMOUNT", amount_, "coins, more than 0");
        arguments.required();
    }

    void check() override {
        if (amount_ < 1) throw bad_usage("AMOUNT is at least 1");
    }

    [[nodiscard]] const Shape& shape() const override { return movement_shape; }
    [[nodiscard]] bool makes_something() const override { return true; }

    std::optional<Request> request(Context& /*context*/) override {
        return Request{method_, {{"userId", user_}, {"amount", amount_}}, true};
    }

  private:
    const char* method_;
    std::int64_t user_ = 0;
    std::int64_t amount_ = 0;
};

std::unique_ptr<Command> make_deposit() {
    return std::make_unique<AccountMoveCommand>("deposit");
}

std::unique_ptr<Command> make_withdraw() {
    return std::make_unique<AccountMoveCommand>("withdraw");
}

}  // namespace

extern const CommandEntry account_deposit_command{
    .name = "account deposit",
    .usage = "USER AMOUNT",
    .purpose = "puts money into an account",
    .examples = "account deposit 2 500\naccount deposit 2 500 --request-id order-1017\n",
    .make = make_deposit,
    .takes_request_id = true,
};

extern const CommandEntry account_withdraw_command{
    .name = "account withdraw",
    .usage = "USER AMOUNT",
    .purpose = "takes money out of an account",
    .examples = "account withdraw 1 300\n",
    .make = make_withdraw,
    .takes_request_id = true,
};

}  // namespace calls::cli
