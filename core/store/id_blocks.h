#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/store/sqlite.h"

// Tables that hold all of history have indexes by user that are divided into blocks of consecutive
// ids. New rows go into the newest block, which is small enough to stay in memory: an index over
// everything would have each row change a page of its own, and the more of them the longer history
// is. Whoever looks for a user's rows looks into one block after the other.

namespace calls::store {

inline constexpr int block_bits = 16;  // as the tables' schema has it

constexpr std::int64_t block_of(std::int64_t id) {
    return id >> block_bits;
}

constexpr std::int64_t first_of(std::int64_t block) {
    return block << block_bits;
}

constexpr std::int64_t last_of(std::int64_t block) {
    return first_of(block) + ((std::int64_t{1} << block_bits) - 1);
}

// The term with which such an index begins, for a condition that is to use it.
inline std::string block_term(const std::string& key) {
    return key + " >> " + std::to_string(block_bits);
}

// From block to block of one table, past those that hold no row.
class IdBlocks {
  public:
    IdBlocks(Database& tables, const std::string& table, const std::string& key);

    // That of the first row with this id or a larger one, or of the last with this or a smaller.
    std::optional<std::int64_t> at_or_after(std::int64_t id);
    std::optional<std::int64_t> at_or_before(std::int64_t id);

  private:
    Statement after_;
    Statement before_;
};

}  // namespace calls::store
