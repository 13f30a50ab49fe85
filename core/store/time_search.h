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

// The first call of history that was dialled then or later; none: all were before. Whoever hung up
// before had dialled before.
std::optional<std::int64_t> first_call_from(Database& tables, base::Instant time);

// A ticket of this time or a later one was booked then or later, and so behind the one that this
// gives, the last whose money was booked before; 0: there is none.
std::int64_t last_ticket_before(Database& tables, base::Instant time);

}  // namespace calls::store
