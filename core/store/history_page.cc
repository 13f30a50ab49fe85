#include "core/store/history_page.h"

#include <algorithm>

namespace calls::store {
namespace {

struct Order {
    std::string direction;
    std::int64_t after = 0;
    std::int64_t count = 0;  // rows wanted, one more than shown where a next page may follow
};

Order order_of(const model::Page& page) {
    if (page.last)
        return {.direction = " DESC",
                .after = page.after,
                .count = std::clamp<std::int64_t>(*page.last, 0, model::page_limit_max)};
    const std::int64_t limit = std::clamp<std::int64_t>(page.limit, 1, model::page_limit_max);
    return {.direction = "", .after = page.after, .count = limit + 1};
}

}  // namespace

PageIds page_ids(Database& tables, const std::string& table, const std::string& key,
                 const std::vector<Filter>& branches, const model::Page& page) {
    const Order order = order_of(page);
    const std::string ending = " ORDER BY " + key + order.direction + " LIMIT ?";
    const std::string start =
        "SELECT * FROM (SELECT " + key + " FROM " + table + " WHERE " + key + " > ?";
    std::string sql;
    std::vector<std::int64_t> values;
    for (const Filter& branch : branches) {
        if (!sql.empty()) sql += " UNION ";
        sql += start;
        sql += branch.text();
        sql += ending;
        sql += ")";
        values.push_back(order.after);
        values.insert(values.end(), branch.values().begin(), branch.values().end());
        values.push_back(order.count);
    }
    values.push_back(order.count);
    PageIds found;
    Statement statement{tables, sql + ending};
    statement.each([&](Statement& row) { found.ids.push_back(row.get<std::int64_t>()); }, values);
    if (page.last) {
        std::ranges::reverse(found.ids);
    } else if (static_cast<std::int64_t>(found.ids.size()) == order.count) {
        found.ids.pop_back();
        found.next = found.ids.back();
    }
    return found;
}

}  // namespace calls::store
