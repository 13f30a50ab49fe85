#include "core/rules/users.h"

#include "core/base/check.h"

namespace calls::rules {

using model::Account;
using model::CallId;
using model::UserId;

const Account* Users::account(UserId user) const {
    const Row* row = rows_.find(user);
    return row != nullptr && row->has_account() ? &row->account : nullptr;
}

void Users::put_account(const Account& account) {
    CHECK(account.entries != no_account);
    row_for(account.user).account = account;
}

void Users::drop_account(UserId user) {
    Row* row = rows_.find(user);
    if (row == nullptr) return;
    row->account = {.user = user, .balance = {}, .entries = no_account};
    if (row->empty()) rows_.erase(user);
}

CallId Users::live_call_of(UserId user) const {
    const Row* row = rows_.find(user);
    return row == nullptr ? CallId{} : row->live_call;
}

void Users::occupy(UserId user, CallId call) {
    Row& row = row_for(user);
    CHECK(!row.live_call || row.live_call == call);
    row.live_call = call;
}

void Users::vacate(UserId user, CallId call) {
    Row* row = rows_.find(user);
    CHECK(row != nullptr && row->live_call == call);
    row->live_call = {};
    if (row->empty()) rows_.erase(user);
}

Users::Row& Users::row_for(UserId user) {
    if (Row* row = rows_.find(user)) return *row;
    return rows_.add(
        {.account = {.user = user, .balance = {}, .entries = no_account}, .live_call = {}});
}

}  // namespace calls::rules
