#include <algorithm>
#include <limits>
#include <string>

#include "core/store/history.h"
#include "core/store/history_page.h"
#include "core/store/tables_money.h"
#include "core/store/time_search.h"

namespace calls::store {
namespace {

constexpr TimeColumn booked{.table = "app_ledger", .key = "entry_id", .time = "time"};

// Whose entries those of a call or a ticket are: what the payer pays, and what the host earns.
struct Parties {
    std::int64_t payer = 0;
    std::int64_t host = 0;
};

Parties parties_of(Database& tables, const model::LedgerQuery& query) {
    const auto read = [](Statement& row) {
        Parties parties;
        row.read(parties.payer, parties.host);
        return parties;
    };
    if (query.ticket) {
        Statement of_ticket{tables,
                            "SELECT t.user_id, s.user_id FROM app_trade_ticket t"
                            " JOIN app_trade_server s USING (server_id) WHERE t.ticket_id = ?"};
        return of_ticket.first(read, query.ticket).value_or(Parties{});
    }
    Statement of_call{tables,
                      "SELECT guest_user_id, host_user_id FROM app_call_ing WHERE call_id = ?1"
                      " UNION ALL"
                      " SELECT guest_user_id, host_user_id FROM app_call_record"
                      " WHERE call_id = ?1"};
    return of_call.first(read, query.call).value_or(Parties{});
}

std::string kinds_listed(const std::vector<model::EntryKind>& kinds) {
    std::string list;
    for (const model::EntryKind kind : kinds)
        list += (list.empty() ? "'" : ", '") + std::string{name_of(kind)} + "'";
    return list;
}

void add_span(Database& tables, const model::Span& span, Filter& filter) {
    constexpr std::int64_t past_the_end = std::numeric_limits<std::int64_t>::max();
    if (span.since)
        filter.add("entry_id >= ?",
                   first_key_from(tables, booked, *span.since).value_or(past_the_end));
    if (span.until)
        filter.add("entry_id < ?",
                   first_key_from(tables, booked, *span.until).value_or(past_the_end));
}

std::vector<Filter> sides(const Filter& filter, std::int64_t debit, std::int64_t credit) {
    std::vector<Filter> branches(2, filter);
    branches[0].add("debit_user_id = ?", debit);
    branches[1].add("credit_user_id = ?", credit);
    return branches;
}

}  // namespace

model::Rows<model::LedgerEntry> ledger(Database& tables, const model::LedgerQuery& query) {
    Filter filter;
    add_span(tables, query.booked, filter);
    if (query.call) filter.add("call_id = ?", query.call.value);
    if (query.ticket) filter.add("ticket_id = ?", query.ticket.value);
    if (!query.kinds.empty()) filter.add("kind IN (" + kinds_listed(query.kinds) + ")");
    std::vector<Filter> branches{filter};
    if (query.user) {
        branches = sides(filter, query.user->value, query.user->value);
    } else if (query.call || query.ticket) {
        const Parties parties = parties_of(tables, query);
        branches = sides(filter, parties.payer, parties.host);
    }
    const PageIds page = page_ids(tables, "app_ledger", "entry_id", branches, query.page);
    return rows_of<model::LedgerEntry>(
        tables, page,
        std::string{"SELECT "} + entry_columns + " FROM app_ledger WHERE entry_id = ?", read_entry);
}

model::Rows<model::Account> accounts(Database& tables, const model::AccountsQuery& query) {
    Filter filter;
    if (query.min) filter.add("balance >= ?", query.min->value);
    if (query.max) filter.add("balance <= ?", query.max->value);
    model::Page page = query.page;
    page.after = std::max<std::int64_t>(page.after, 0);  // the system's are not listed
    const PageIds ids = page_ids(tables, "app_account", "user_id", {filter}, page);
    return rows_of<model::Account>(
        tables, ids,
        std::string{"SELECT "} + account_columns + " FROM app_account WHERE user_id = ?",
        read_account);
}

}  // namespace calls::store
