#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "core/base/instant.h"
#include "core/model/ids.h"
#include "core/model/money.h"

// One movement of money, from one account to another, and what it was for. Never changed, never
// removed; never of amount 0.

namespace calls::model {

using base::Instant;

enum class EntryKind : std::uint8_t { deposit, withdrawal, ticket, ticket_fee, free_ticket };

struct LedgerEntry {
    EntryId id;
    Instant time;  // of booking; never falls as ids grow
    EntryKind kind = EntryKind::deposit;
    UserId debit;            // where the money came from
    UserId credit;           // where it went
    Coins amount;            // positive
    TicketId ticket;         // 0: not for a ticket
    CallId call;             // 0: not for a call
    std::string request_id;  // of the command that made it; empty for none
    Coins debit_balance;     // of the two accounts after this entry
    Coins credit_balance;

    bool operator==(const LedgerEntry&) const = default;
    static constexpr auto fields() {
        return std::make_tuple(&LedgerEntry::id, &LedgerEntry::time, &LedgerEntry::kind,
                               &LedgerEntry::debit, &LedgerEntry::credit, &LedgerEntry::amount,
                               &LedgerEntry::ticket, &LedgerEntry::call, &LedgerEntry::request_id,
                               &LedgerEntry::debit_balance, &LedgerEntry::credit_balance);
    }
};

std::string_view name_of(EntryKind kind);
std::optional<EntryKind> find_entry_kind(std::string_view name);

}  // namespace calls::model
