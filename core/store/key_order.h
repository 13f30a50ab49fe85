#pragma once

#include <cstdint>
#include <string>

#include "core/engine/store.h"

// A damaged table can give its rows out of their order, and rows outside the range that was asked
// for. Whoever walks by keys asks for this of each row: he would walk for ever, or write past the
// end of what he keeps.

namespace calls::store {

// Throws engine::StoreBroken where a row of `table` is not in its place.
inline void expect_in_place(bool in_place, const char* table, std::int64_t key) {
    if (in_place) return;
    throw engine::StoreBroken{std::string{table} + ": row " + std::to_string(key) +
                              " is out of its place: the file is damaged"};
}

}  // namespace calls::store
