#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "core/model/query.h"
#include "core/store/sqlite.h"

// The ids of a page: the filters are answered from indexes, and only the rows shown are read whole.

namespace calls::store {

// Conditions that all hold, each with the values of its question marks.
class Filter {
  public:
    template <class... Values>
    void add(const std::string& condition, Values... values) {
        text_ += " AND " + condition;
        (values_.push_back(values), ...);
    }
    void add(const std::string& condition, const std::vector<std::int64_t>& values) {
        text_ += " AND " + condition;
        values_.insert(values_.end(), values.begin(), values.end());
    }

    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] const std::vector<std::int64_t>& values() const { return values_; }

  private:
    std::string text_;
    std::vector<std::int64_t> values_;
};

struct IdRange {
    std::int64_t first = std::numeric_limits<std::int64_t>::min();
    std::int64_t last = std::numeric_limits<std::int64_t>::max();
};

// Rows of one user in one role, as an index by blocks finds them, as far as they lie in a range.
struct Strand {
    const char* user_column = nullptr;
    std::int64_t user = 0;
    std::int64_t offer = 0;  // of tickets, in all strands or none: only of this one
    IdRange ids;
};

// What a page is taken from: the rows of all strands, or of the table where it is not about users,
// that lie in the range and pass the filter.
struct Listing {
    const char* table = nullptr;
    const char* key = nullptr;
    std::optional<std::vector<Strand>> strands;
    Filter in_strands;  // exactly their rows pass it; needed only where they may be very many
    IdRange ids;
    Filter filter;
};

struct PageIds {
    std::vector<std::int64_t> ids;  // rising
    std::optional<std::int64_t> next;
};

PageIds page_ids(Database& tables, const Listing& listing, const model::Page& page);

// The rows with these ids, one after the other. `select` asks for one by its key.
template <class Row, class Read>
model::Rows<Row> rows_of(Database& tables, const PageIds& page, const std::string& select,
                         Read read) {
    model::Rows<Row> rows{.rows = {}, .next = page.next};
    rows.rows.reserve(page.ids.size());
    Statement one{tables, select};
    for (const std::int64_t id : page.ids)
        one.each([&](Statement& row) { rows.rows.push_back(read(row)); }, id);
    return rows;
}

}  // namespace calls::store
