#pragma once

#include <cstdint>

#include "core/base/slot_table.h"
#include "core/model/account.h"
#include "core/model/ids.h"

namespace calls::rules {

// What is known of a user by his number: his account, if it is here, and the live call he is in.
class Users {
  public:
    // Holds until the next change.
    [[nodiscard]] const model::Account* account(model::UserId user) const;
    void put_account(const model::Account& account);
    void drop_account(model::UserId user);

    [[nodiscard]] model::CallId live_call_of(model::UserId user) const;  // 0: none
    void expect(model::UserId user) const { rows_.expect(user); }
    void occupy(model::UserId user, model::CallId call);  // CHECKs that he is in no other
    void vacate(model::UserId user, model::CallId call);  // CHECKs that he is in this one

  private:
    static constexpr std::int64_t no_account = -1;  // in place of the count of its entries

    struct Row {
        model::Account account;
        model::CallId live_call;

        [[nodiscard]] bool has_account() const { return account.entries != no_account; }
        [[nodiscard]] bool empty() const { return !has_account() && !live_call; }
    };
    struct UserOf {
        model::UserId operator()(const Row& row) const { return row.account.user; }
    };

    Row& row_for(model::UserId user);

    base::SlotTable<Row, UserOf> rows_;
};

}  // namespace calls::rules
