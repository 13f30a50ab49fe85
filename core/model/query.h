#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/model/account.h"
#include "core/model/call_view.h"
#include "core/model/ids.h"
#include "core/model/ledger_entry.h"
#include "core/model/offer.h"
#include "core/model/ticket.h"

// Questions to the tables, answered by the store once they hold everything that was committed.

namespace calls::model {

inline constexpr std::int64_t page_limit_max = 10'000;
inline constexpr std::int64_t page_limit_default = 1'000;

// Rows with ids above `after`, rising, at most `limit`; or the newest `last` (also rising).
struct Page {
    std::int64_t after = 0;
    std::int64_t limit = page_limit_default;
    std::optional<std::int64_t> last;
};

// From `since`, inclusive, to `until`, exclusive.
struct Span {
    std::optional<Instant> since;
    std::optional<Instant> until;
};

struct CallFilter {
    UserId user;  // either role; 0: any
    UserId host;
    UserId guest;
};

struct RecordsQuery {
    CallFilter filter;
    std::optional<HangReason> reason;
    Span hung;
    Page page;
};

struct TicketsQuery {
    CallId call;  // 0: any, and so below
    UserId payer;
    UserId host;
    OfferId offer;
    Span taken;
    Page page;
};

struct AccountsQuery {
    std::optional<Coins> min;
    std::optional<Coins> max;
    Page page;  // by user id
};

struct LedgerQuery {
    std::optional<UserId> user;  // system accounts too; none: all
    CallId call;
    TicketId ticket;
    std::vector<EntryKind> kinds;  // empty: all
    Span booked;
    Page page;
};

struct OfferQuery {
    OfferId offer;
};

struct AuditQuery {};

struct BackupQuery {
    std::string path;  // absolute
    bool force = false;
};

using Query = std::variant<RecordsQuery, TicketsQuery, AccountsQuery, LedgerQuery, OfferQuery,
                           AuditQuery, BackupQuery>;

// `next`: what to ask for as `after` to go on; none at the end.
template <class T>
struct Rows {
    std::vector<T> rows;
    std::optional<std::int64_t> next;
};

struct AuditFinding {
    std::string what;
    std::int64_t id = 0;
    std::string expected;
    std::string found;
};

struct AuditReport {
    std::vector<std::pair<std::string, std::int64_t>> checked;  // what, how many
    std::vector<AuditFinding> findings;
};

struct BackupDone {
    std::string path;
    std::int64_t bytes = 0;
};

}  // namespace calls::model
