#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/store/row_check.h"
#include "core/store/sqlite.h"

// Rows of one table that never change, whose ids were given out in the order of the events: while
// the events are read from the newest to the oldest, the table is read beside them, so that a row
// which no event made is found as well.

namespace calls::store {

template <class Row>
class FixedRows {
  public:
    using Read = Row (*)(Statement&);

    // `select` asks for the rows with ids between two, rising. None above `last` is looked at.
    FixedRows(Database& tables, const char* table, const std::string& select, Read read,
              std::int64_t last)
        : table_(table), select_(tables, select), read_(read), last_(last) {}

    void expect(Row row) { expected_.push_back(std::move(row)); }

    // Holds what was expected since, and all between it and what came before, against the table.
    void compare(Findings& findings) {
        if (expected_.empty()) return;
        auto expected = std::exchange(expected_, {});
        std::ranges::sort(expected, {}, &Row::id);
        const std::int64_t first = expected.front().id.value;
        const std::int64_t last = std::exchange(last_, first - 1);
        auto next = expected.begin();
        const auto take = [&](Statement& row) {
            const Row found = read_(row);
            while (next != expected.end() && next->id < found.id) say_missing(*next++, findings);
            if (next == expected.end() || next->id != found.id) {
                findings.add(as_left(table_), found.id.value, "none: no event made it", "a row");
                return;
            }
            check_row(table_, found.id.value, *next, std::optional{found}, findings);
            ++next;
        };
        select_.each(take, first, last);
        while (next != expected.end()) say_missing(*next++, findings);
    }

  private:
    void say_missing(const Row& row, Findings& findings) {
        check_row(table_, row.id.value, row, std::optional<Row>{}, findings);
    }

    const char* table_;
    Statement select_;
    Read read_;
    std::int64_t last_;
    std::vector<Row> expected_;
};

}  // namespace calls::store
