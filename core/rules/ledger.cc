#include "core/rules/ledger.h"

#include <algorithm>
#include <utility>

#include "core/base/check.h"
#include "core/base/whole.h"

namespace calls::rules {

using model::Account;
using model::Coins;
using model::UserId;

model::Result<void> Posting::move(UserId from, UserId to, Coins amount, const Purpose& purpose,
                                  Draft& draft) {
    CHECK(amount.value >= 0 && from != to);
    if (amount.value == 0) return {};
    const auto less = base::checked_sub(balance(from).value, amount.value);
    const auto more = base::checked_add(balance(to).value, amount.value);
    if (!less || !more)
        return model::refuse(model::RefusalKind::conflict,
                             "the amount would overflow a balance; nothing was moved");
    Account& debit = account(from);
    debit.balance = Coins{*less};
    ++debit.entries;
    Account& credit = account(to);
    credit.balance = Coins{*more};
    ++credit.entries;
    entries_.push_back(model::LedgerEntry{.id = draft.new_entry(),
                                          .time = moment_.now,
                                          .kind = purpose.kind,
                                          .debit = from,
                                          .credit = to,
                                          .amount = amount,
                                          .ticket = purpose.ticket,
                                          .call = purpose.call,
                                          .request_id = moment_.request_id,
                                          .debit_balance = Coins{*less},
                                          .credit_balance = Coins{*more}});
    return {};
}

Coins Posting::balance(UserId user) const {
    const auto found = std::ranges::find(accounts_, user, &Account::user);
    return found == accounts_.end() ? moment_.state.balance(user) : found->balance;
}

void Posting::move_to(model::ChangedRows& rows) && {
    rows.accounts = std::move(accounts_);
    rows.entries = std::move(entries_);
}

Account& Posting::account(UserId user) {
    const auto found = std::ranges::find(accounts_, user, &Account::user);
    if (found != accounts_.end()) return *found;
    const Account* stored = moment_.state.account(user);
    return accounts_.emplace_back(stored != nullptr ? *stored
                                                    : Account{.user = user, .balance = {}});
}

}  // namespace calls::rules
