#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "core/store/history.h"
#include "core/store/history_page.h"
#include "core/store/tables_money.h"
#include "core/store/time_search.h"

namespace calls::store {
namespace {

constexpr TimeColumn booked{.table = "app_ledger", .key = "entry_id", .time = "time"};

// Whose entries those of a call or a ticket are, what the payer pays and what the host earns, and
// from when on there may be any.
struct Parties {
    std::int64_t payer = 0;
    std::int64_t host = 0;
    base::Instant since;
};

std::optional<Parties> parties_of(Database& tables, const model::LedgerQuery& query) {
    const auto read = [](Statement& row) {
        Parties parties;
        row.read(parties.payer, parties.host, parties.since);
        return parties;
    };
    if (query.ticket) {
        Statement of_ticket{tables,
                            "SELECT t.user_id, s.user_id, s.create_time FROM app_trade_ticket t"
                            " JOIN app_trade_server s USING (server_id) WHERE t.ticket_id = ?"};
        return of_ticket.first(read, query.ticket);
    }
    Statement of_call{
        tables,
        "SELECT guest_user_id, host_user_id, dial_time FROM app_call_ing WHERE call_id = ?1"
        " UNION ALL"
        " SELECT guest_user_id, host_user_id, dial_time FROM app_call_record"
        " WHERE call_id = ?1"};
    return of_call.first(read, query.call);
}

std::string kinds_listed(const std::vector<model::EntryKind>& kinds) {
    std::string list;
    for (const model::EntryKind kind : kinds)
        list += (list.empty() ? "'" : ", '") + std::string{name_of(kind)} + "'";
    return list;
}

IdRange booked_in(Database& tables, const model::Span& span) {
    constexpr std::int64_t past_the_end = std::numeric_limits<std::int64_t>::max();
    const auto first_from = [&](base::Instant time) {
        return first_key_from(tables, booked, time).value_or(past_the_end);
    };
    IdRange ids;
    if (span.since) ids.first = first_from(*span.since);
    if (span.until) ids.last = first_from(*span.until) - 1;
    return ids;
}

std::vector<Strand> sides(std::int64_t debit, std::int64_t credit, const IdRange& ids) {
    return {{.user_column = "debit_user_id", .user = debit, .offer = 0, .ids = ids},
            {.user_column = "credit_user_id", .user = credit, .offer = 0, .ids = ids}};
}

std::optional<std::vector<Strand>> strands_of(Database& tables, const model::LedgerQuery& query) {
    if (query.user) return sides(query.user->value, query.user->value, {});
    if (!query.call && !query.ticket) return std::nullopt;
    const auto parties = parties_of(tables, query);
    if (!parties) return std::vector<Strand>{};
    const model::Span life{.since = parties->since, .until = {}};
    return sides(parties->payer, parties->host, booked_in(tables, life));
}

}  // namespace

model::Rows<model::LedgerEntry> ledger(Database& tables, const model::LedgerQuery& query) {
    Listing listing{.table = "app_ledger",
                    .key = "entry_id",
                    .strands = strands_of(tables, query),
                    .in_strands = {},
                    .ids = booked_in(tables, query.booked),
                    .filter = {}};
    Filter& filter = listing.filter;
    if (query.call) filter.add("call_id = ?", query.call.value);
    if (query.ticket) filter.add("ticket_id = ?", query.ticket.value);
    if (!query.kinds.empty()) filter.add("kind IN (" + kinds_listed(query.kinds) + ")");
    const PageIds page = page_ids(tables, listing, query.page);
    return rows_of<model::LedgerEntry>(
        tables, page,
        std::string{"SELECT "} + entry_columns + " FROM app_ledger WHERE entry_id = ?", read_entry);
}

model::Rows<model::Account> accounts(Database& tables, const model::AccountsQuery& query) {
    Listing listing{.table = "app_account",
                    .key = "user_id",
                    .strands = {},
                    .in_strands = {},
                    .ids = {.first = 1},
                    .filter = {}};
    Filter& filter = listing.filter;
    if (query.min) filter.add("balance >= ?", query.min->value);
    if (query.max) filter.add("balance <= ?", query.max->value);
    const PageIds ids = page_ids(tables, listing, query.page);  // the system's are not listed
    return rows_of<model::Account>(
        tables, ids,
        std::string{"SELECT "} + account_columns + " FROM app_account WHERE user_id = ?",
        read_account);
}

}  // namespace calls::store
