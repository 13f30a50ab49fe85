#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
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

enum class ReportBy : std::uint8_t { day, host, guest, reason };
std::optional<ReportBy> find_report_by(std::string_view word);

// From this instant on a zone is so far ahead of UTC, as where summer time begins or ends.
struct OffsetChange {
    Instant from;
    Millis utc_offset{0};

    bool operator==(const OffsetChange&) const = default;
};
inline constexpr std::int64_t utc_offset_minutes_max = std::int64_t{24} * 60;  // more than any zone
inline constexpr std::size_t offset_changes_max = 1000;

// Calls that ended in the span and tickets that were taken in it, CHAT ones included, summed up by
// day, host, guest (of tickets: the payer) or reason (of tickets: why their call ended).
struct ReportQuery {
    Span span;
    ReportBy by = ReportBy::day;
    // Of the zone whose days are meant: until its first change, and its changes in their order.
    Millis utc_offset{0};
    std::vector<OffsetChange> offset_changes;
    Page page;  // by ReportRow::order
};

struct AuditQuery {};

struct BackupQuery {
    std::string path;  // absolute
    bool force = false;
};

// What `Prune` asks of the store; not later than now, so that nothing new is ever meant.
struct PruneQuery {
    Instant before;
};

using Query = std::variant<RecordsQuery, TicketsQuery, AccountsQuery, LedgerQuery, OfferQuery,
                           ReportQuery, AuditQuery, BackupQuery, PruneQuery>;

// `next`: what to ask for as `after` to go on; none at the end.
template <class T>
struct Rows {
    std::vector<T> rows;
    std::optional<std::int64_t> next;
};

inline constexpr std::int64_t report_day_of_1970 = 2;

// Sums stop at the largest number there is.
struct ReportRow {
    ReportBy by = ReportBy::day;
    std::int64_t order = 0;  // day: its number, 2 for 1970-01-01; host, guest: the id; else a place
    std::string reason;      // or `live`, `chat`: of tickets whose call goes on, or without one
    std::int64_t calls = 0;
    std::int64_t answered = 0;
    Millis talk{0};
    std::int64_t tickets = 0;
    std::int64_t free_tickets = 0;
    Coins paid{};
    Coins earned{};  // by hosts, with free tickets
    Coins fees{};    // the platform's part of what was paid

    bool operator==(const ReportRow&) const = default;
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
