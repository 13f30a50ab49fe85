#include "core/store/id_blocks.h"

namespace calls::store {
namespace {

std::optional<std::int64_t> block_found(Statement& nearest, std::int64_t id) {
    const auto found = nearest.first([](Statement& row) { return row.get<std::int64_t>(); }, id);
    return found ? std::optional{block_of(*found)} : std::nullopt;
}

}  // namespace

IdBlocks::IdBlocks(Database& tables, const std::string& table, const std::string& key)
    : after_(tables, "SELECT " + key + " FROM " + table + " WHERE " + key + " >= ? ORDER BY " +
                         key + " LIMIT 1"),
      before_(tables, "SELECT " + key + " FROM " + table + " WHERE " + key + " <= ? ORDER BY " +
                          key + " DESC LIMIT 1") {}

std::optional<std::int64_t> IdBlocks::at_or_after(std::int64_t id) {
    return block_found(after_, id);
}

std::optional<std::int64_t> IdBlocks::at_or_before(std::int64_t id) {
    return block_found(before_, id);
}

}  // namespace calls::store
