#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <string>

#include "core/store/history.h"
#include "core/store/history_page.h"
#include "core/store/time_search.h"

namespace calls::store {
namespace {

using model::HangReason;
using model::ReportBy;

constexpr std::int64_t day_ms = 86'400'000;

// A sum of many numbers may pass what SQLite can count to, which it takes for an error: it sums the
// two halves of each.
std::string summed(const std::string& what) {
    return "sum((" + what + ") >> 32), sum((" + what + ") & 4294967295)";
}

std::int64_t read_sum(Statement& row) {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    const auto high = row.get<std::int64_t>();
    const auto low = row.get<std::int64_t>();
    const std::int64_t carried = high + (low >> 32);
    return carried > most >> 32 ? most : carried << 32 | (low & 0xffffffff);
}

// How far the zone is ahead of UTC at that time; the latest change comes first, being the
// likeliest.
std::string utc_offset(const std::string& time, const model::ReportQuery& query) {
    const std::string at_first = std::to_string(query.utc_offset.count());
    if (query.offset_changes.empty()) return at_first;
    std::string text = "CASE";
    for (auto change = query.offset_changes.rbegin(); change != query.offset_changes.rend();
         ++change)
        text += " WHEN " + time + " >= " + std::to_string(change->from.ms) + " THEN " +
                std::to_string(change->utc_offset.count());
    return text + " ELSE " + at_first + " END";
}

// The days of a zone, numbered from the one before 1970 so that all are above 0.
std::string day_number(const std::string& time, const model::ReportQuery& query) {
    return "(" + time + " + " + std::to_string(2 * day_ms) + " + " + utc_offset(time, query) +
           ") / " + std::to_string(day_ms);
}

constexpr std::int64_t place_of_live = 9;
constexpr std::int64_t place_of_chat = 10;

std::string reason_of(std::int64_t place) {
    if (place == place_of_live) return "live";
    if (place == place_of_chat) return "chat";
    return std::string{name_of(static_cast<HangReason>(place))};
}

std::string place_of_reason() {
    std::string text = "CASE c.hang_reason";
    for (std::int64_t place = 1; place < place_of_live; ++place)
        text += " WHEN '" + reason_of(place) + "' THEN " + std::to_string(place);
    return text + " END";
}

struct Keys {
    std::string of_call;
    std::string of_ticket;
    std::string join;  // what a ticket's key needs beside the ticket, its money and its offer
};

Keys keys_of(const model::ReportQuery& query) {
    switch (query.by) {
        case ReportBy::day:
            return {.of_call = day_number("c.hang_time", query),
                    .of_ticket = day_number("t.ticket_time", query),
                    .join = ""};
        case ReportBy::host:
            return {.of_call = "c.host_user_id", .of_ticket = "s.user_id", .join = ""};
        case ReportBy::guest:
            return {.of_call = "c.guest_user_id", .of_ticket = "t.user_id", .join = ""};
        case ReportBy::reason:
            break;
    }
    return {.of_call = place_of_reason(),
            .of_ticket = "CASE WHEN s.module_enum = 'CHAT' THEN " + std::to_string(place_of_chat) +
                         " WHEN c.call_id IS NULL THEN " + std::to_string(place_of_live) +
                         " ELSE " + place_of_reason() + " END",
            .join =
                " LEFT JOIN app_call_record c"
                " ON s.module_enum = 'CALL' AND c.call_id = s.mode_id"};
}

Filter calls_in(Database& tables, const model::Span& span) {
    Filter filter;
    if (span.since) filter.add("c.hang_time >= ?", span.since->ms);
    if (!span.until) return filter;
    filter.add("c.hang_time < ?", span.until->ms);
    if (const auto end = first_call_from(tables, *span.until)) filter.add("c.call_id < ?", *end);
    return filter;
}

Filter tickets_in(Database& tables, const model::Span& span) {
    Filter filter;
    if (span.until) filter.add("t.ticket_time < ?", span.until->ms);
    if (!span.since) return filter;
    filter.add("t.ticket_time >= ?", span.since->ms);
    filter.add("t.ticket_id > ?", last_ticket_before(tables, *span.since));
    return filter;
}

model::ReportRow read_row(Statement& row, ReportBy by) {
    model::ReportRow sums;
    sums.by = by;
    row.read(sums.order, sums.calls, sums.answered);
    sums.talk = base::Millis{read_sum(row)};
    row.read(sums.tickets, sums.free_tickets);
    sums.paid = {read_sum(row)};
    sums.earned = {read_sum(row)};
    sums.fees = {read_sum(row)};
    if (by == ReportBy::reason) sums.reason = reason_of(sums.order);
    return sums;
}

std::string statement_for(const Keys& keys, const Filter& calls, const Filter& tickets,
                          bool newest) {
    const std::string talk =
        summed("CASE WHEN c.ehlo_time > 0 THEN c.hang_time - c.ehlo_time ELSE 0 END");
    const std::string ended = "SELECT " + keys.of_call + " AS k, count(*), sum(c.idal_time > 0), " +
                              talk + ", 0, 0, 0, 0, 0, 0, 0, 0 FROM app_call_record c WHERE 1" +
                              calls.text() + " GROUP BY k";
    const std::string taken = "SELECT " + keys.of_ticket +
                              " AS k, 0, 0, 0, 0, count(*), sum(tm.free), " + summed("tm.paid") +
                              ", " + summed("tm.earned") + ", " +
                              summed("CASE tm.free WHEN 1 THEN 0 ELSE tm.paid - tm.earned END") +
                              " FROM app_trade_ticket t JOIN app_ticket_money tm USING (ticket_id)"
                              " JOIN app_trade_server s USING (server_id)" +
                              keys.join + " WHERE 1" + tickets.text() + " GROUP BY k";
    std::string sums;
    for (int column = 1; column <= 12; ++column) sums += ", sum(n" + std::to_string(column) + ")";
    std::string names;
    for (int column = 1; column <= 12; ++column) names += ", n" + std::to_string(column);
    return "WITH part(k" + names + ") AS (SELECT * FROM (" + ended + ") UNION ALL SELECT * FROM (" +
           taken + ")) SELECT k" + sums + " FROM part WHERE k > ? GROUP BY k ORDER BY k" +
           (newest ? " DESC" : "") + " LIMIT ?";
}

}  // namespace

model::Rows<model::ReportRow> report(Database& tables, const model::ReportQuery& query) {
    const Filter calls = calls_in(tables, query.span);
    const Filter tickets = tickets_in(tables, query.span);
    const std::int64_t wanted = std::clamp<std::int64_t>(query.page.last.value_or(query.page.limit),
                                                         1, model::page_limit_max);
    std::vector<std::int64_t> values = calls.values();
    values.insert(values.end(), tickets.values().begin(), tickets.values().end());
    values.push_back(query.page.after);
    values.push_back(query.page.last ? wanted : wanted + 1);

    model::Rows<model::ReportRow> page;
    Statement statement{tables,
                        statement_for(keys_of(query), calls, tickets, query.page.last.has_value())};
    statement.each([&](Statement& row) { page.rows.push_back(read_row(row, query.by)); }, values);
    if (query.page.last) {
        std::ranges::reverse(page.rows);
    } else if (std::ssize(page.rows) > wanted) {
        page.rows.pop_back();
        page.next = page.rows.back().order;
    }
    return page;
}

}  // namespace calls::store
