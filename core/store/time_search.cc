#include "core/store/time_search.h"

#include <string>

namespace calls::store {

std::optional<std::int64_t> first_key_from(Database& database, const TimeColumn& column,
                                           base::Instant time) {
    const std::string key{column.key};
    const std::string from = std::string{" FROM "} + column.table;
    const std::int64_t last = database.whole("SELECT max(" + key + ")" + from);
    std::int64_t low = database.whole("SELECT min(" + key + ")" + from);
    std::int64_t high = last + 1;
    if (last == 0) return std::nullopt;
    Statement row_from{database, "SELECT " + key + ", " + column.time + from + " WHERE " + key +
                                     " >= ? ORDER BY " + key + " LIMIT 1"};
    while (low < high) {
        const std::int64_t middle = low + (high - low) / 2;
        row_from.each(
            [&](Statement& row) {
                const auto found = row.get<std::int64_t>();
                if (row.get<base::Instant>() >= time)
                    high = middle;
                else
                    low = found + 1;
            },
            middle);
    }
    if (low > last) return std::nullopt;
    return database.whole("SELECT min(" + key + ")" + from + " WHERE " + key +
                          " >= " + std::to_string(low));
}

std::optional<std::int64_t> first_call_from(Database& tables, base::Instant time) {
    return first_key_from(
        tables, {.table = "app_call_record", .key = "call_id", .time = "dial_time"}, time);
}

std::int64_t last_ticket_before(Database& tables, base::Instant time) {
    constexpr TimeColumn booked{.table = "app_ledger", .key = "entry_id", .time = "time"};
    const auto first = first_key_from(tables, booked, time);
    const std::string before = first ? " AND entry_id < " + std::to_string(*first) : std::string{};
    return tables.whole("SELECT ticket_id FROM app_ledger WHERE ticket_id > 0" + before +
                        " ORDER BY entry_id DESC LIMIT 1");
}

}  // namespace calls::store
