#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>

#include "core/model/account.h"
#include "core/model/call.h"
#include "core/model/call_file.h"
#include "core/model/call_view.h"
#include "core/model/counters.h"
#include "core/model/ledger_entry.h"
#include "core/model/offer.h"
#include "core/model/receipt.h"
#include "core/model/ticket.h"

// One thing that happened: a line of the journal, a message to watchers, and every row that it
// changed, whole, as it is afterwards. Numbered without gaps.

namespace calls::model {

enum class EventKind : std::uint8_t {
    dial,
    answer,
    hello,
    hello_back,
    hang,
    counters,
    offer,
    ticket,
    low_funds,
    deposit,
    withdrawal,
    start,
    receipt,  // an outcome that changed nothing else; kept from watchers, not from the numbering
};

// Rows absent here were not changed.
struct ChangedRows {
    std::optional<Call> call;
    std::optional<Counters> counters;
    std::optional<CallTotals> totals;
    std::optional<Offer> offer;
    std::optional<Ticket> ticket;
    std::vector<Account> accounts;
    std::vector<LedgerEntry> entries;
    std::shared_ptr<const Receipt> receipt;

    static constexpr auto fields() {
        return std::make_tuple(&ChangedRows::call, &ChangedRows::counters, &ChangedRows::totals,
                               &ChangedRows::offer, &ChangedRows::ticket, &ChangedRows::accounts,
                               &ChangedRows::entries, &ChangedRows::receipt);
    }
};

// What a watcher is told and no row says.
struct TicketNote {
    TicketContext context;
    bool automatic = false;

    static constexpr auto fields() {
        return std::make_tuple(&TicketNote::context, &TicketNote::automatic);
    }
};

struct LowFundsNote {
    Coins price;
    Coins balance;
    Instant funded_until;

    static constexpr auto fields() {
        return std::make_tuple(&LowFundsNote::price, &LowFundsNote::balance,
                               &LowFundsNote::funded_until);
    }
};

struct StartNote {
    std::int64_t live_calls = 0;

    static constexpr auto fields() { return std::make_tuple(&StartNote::live_calls); }
};

// CallContext goes with the five kinds that show a call.
using EventNote = std::variant<std::monostate, CallContext, TicketNote, LowFundsNote, StartNote>;

struct Event {
    EventId id;
    Instant time;  // of booking; never falls as ids grow
    EventKind kind = EventKind::receipt;
    CallId call;  // 0: about none
    UserId user;  // who did it; 0: calld or the operator
    ChangedRows rows;
    EventNote note;

    static constexpr auto fields() {
        return std::make_tuple(&Event::id, &Event::time, &Event::kind, &Event::call, &Event::user,
                               &Event::rows, &Event::note);
    }
};

using EventBatch = std::vector<Event>;

std::string_view name_of(EventKind kind);
std::optional<EventKind> find_event_kind(std::string_view name);  // those that watchers see
inline bool shown_to_watchers(EventKind kind) {
    return kind != EventKind::receipt;
}

}  // namespace calls::model
