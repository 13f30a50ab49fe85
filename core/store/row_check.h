#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/store/differences.h"
#include "core/store/findings.h"

// A row of the tables held against the row that an event left: what a finding says of it.

namespace calls::store {

inline std::string as_left(const char* table) {
    return std::string{"the row of "} + table + " is as its event left it";
}

template <class Row>
void check_row(const char* table, std::int64_t id, const Row& expected,
               const std::optional<Row>& found, Findings& findings) {
    if (!found) {
        findings.add(as_left(table), id, "a row", "none");
    } else if (expected != *found) {
        auto lists = differences(columns_of(expected), columns_of(*found));
        findings.add(as_left(table), id, std::move(lists.expected), std::move(lists.found));
    }
}

}  // namespace calls::store
