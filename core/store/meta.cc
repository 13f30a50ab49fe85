#include "core/store/meta.h"

namespace calls::store {

Meta::Meta(Database& database)
    : get_(database, "SELECT value FROM app_meta WHERE key = ?"),
      put_(database,
           "INSERT INTO app_meta (key, value) VALUES (?, ?) "
           "ON CONFLICT (key) DO UPDATE SET value = excluded.value") {}

std::int64_t Meta::whole(std::string_view key) {
    return get_.first([](Statement& row) { return row.get<std::int64_t>(); }, key).value_or(0);
}

std::string Meta::text(std::string_view key) {
    return get_.first([](Statement& row) { return row.get<std::string>(); }, key)
        .value_or(std::string{});
}

void Meta::put(std::string_view key, std::int64_t value) {
    put_.run(key, value);
}

void Meta::put(std::string_view key, std::string_view value) {
    put_.run(key, value);
}

}  // namespace calls::store
