#pragma once

#include <cstddef>
#include <vector>

#include "core/model/account.h"
#include "core/model/ledger_entry.h"
#include "core/model/refusal.h"
#include "core/rules/draft.h"

namespace calls::rules {

// Movements of money within one decision: entries from one account to another, and the accounts
// as they are afterwards. The sum of all balances stays 0, since each entry takes what it gives.
class Posting {
  public:
    explicit Posting(const Moment& moment) : moment_(moment) {
        accounts_.reserve(usual_accounts);
        entries_.reserve(usual_entries);
    }

    struct Purpose {
        model::EntryKind kind;
        model::TicketId ticket;
        model::CallId call;
    };
    // An amount of 0 moves nothing and makes no entry. Refused (conflict) where a balance would
    // overflow; whether the payer can afford it is the caller's question.
    model::Result<void> move(model::UserId from, model::UserId to, model::Coins amount,
                             const Purpose& purpose, Draft& draft);

    [[nodiscard]] model::Coins balance(model::UserId user) const;
    void move_to(model::ChangedRows& rows) &&;

  private:
    // A ticket moves money twice, between three accounts.
    static constexpr std::size_t usual_accounts = 3;
    static constexpr std::size_t usual_entries = 2;

    model::Account& account(model::UserId user);

    const Moment& moment_;
    std::vector<model::Account> accounts_;
    std::vector<model::LedgerEntry> entries_;
};

}  // namespace calls::rules
