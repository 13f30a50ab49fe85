#pragma once

#include <cstdint>
#include <optional>

#include "core/base/instant.h"
#include "core/store/sqlite.h"

// Where a table's times never fall as its keys grow, a time is found by halving: no index needed.

namespace calls::store {

struct TimeColumn {
    const char* table;
    const char* key;
    const char* time;
};

// The first key with that time or a later one; none if all are earlier.
std::optional<std::int64_t> first_key_from(Database& database, const TimeColumn& column,
                                           base::Instant time);

}  // namespace calls::store
