#pragma once

#include <cstdint>
#include <tuple>

#include "core/model/ids.h"
#include "core/model/money.h"

// A user's money. An account exists once it was first touched; before that its balance is 0.

namespace calls::model {

struct Account {
    UserId user;  // or platform_account, world_account
    Coins balance;
    std::int64_t entries = 0;  // ledger entries that name this account

    bool operator==(const Account&) const = default;
    static constexpr auto fields() {
        return std::make_tuple(&Account::user, &Account::balance, &Account::entries);
    }
};

}  // namespace calls::model
