#include "core/store/schema.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <system_error>

#include "core/store/files.h"

namespace calls::store {
namespace {

// The form of every SQLite file's first hundred bytes, https://www.sqlite.org/fileformat.html
constexpr std::string_view magic{"SQLite format 3\0", 16};
constexpr std::size_t header_size = 100;
constexpr std::size_t user_version_at = 60;
constexpr std::size_t application_id_at = 68;

std::int32_t big_endian(const std::string& header, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = at; i < at + 4; ++i)
        value = (value << 8) | static_cast<std::uint8_t>(header.at(i));
    return static_cast<std::int32_t>(value);
}

std::string header_of(const std::string& path) {
    try {
        return first_bytes(path, header_size);
    } catch (const std::system_error& error) {
        throw StoreUnusable{path + " cannot be read, check its owner and mode: " + error.what()};
    }
}

void refuse_newer(const std::string& path, std::int64_t version, const Schema& schema) {
    const auto known = static_cast<std::int64_t>(schema.steps.size());
    if (version <= known) return;
    throw StoreUnusable{path + " has version " + std::to_string(version) + " of the " +
                        schema.holds + ", this program knows up to version " +
                        std::to_string(known) + ": use a newer calld"};
}

}  // namespace

void check_header(const std::string& path, const Schema& schema) {
    if (!is_regular_file(path)) throw StoreUnusable{path + " is not a regular file: name another"};
    const std::string header = header_of(path);
    if (header.empty())
        throw StoreUnusable{path + " is empty: restore it, or remove it to begin anew"};
    const bool sqlite = header.size() == header_size && header.starts_with(magic);
    if (!sqlite || big_endian(header, application_id_at) != schema.application_id)
        throw StoreUnusable{path + " does not hold the " + schema.holds +
                            " of a calld: name another file"};
    const std::int32_t version = big_endian(header, user_version_at);
    if (version < 1)
        throw StoreUnusable{path + " has version " + std::to_string(version) + " of the " +
                            schema.holds + ", which no calld wrote: restore a backup"};
    refuse_newer(path, version, schema);
}

void bring_up_to_date(Database& database, const Schema& schema) {
    const std::int64_t version = database.whole("PRAGMA user_version");
    refuse_newer(database.path(), version, schema);
    for (auto i = static_cast<std::size_t>(version); i < schema.steps.size(); ++i) {
        database.run(schema.steps[i]);
        database.run("PRAGMA application_id = " + std::to_string(schema.application_id));
        database.run("PRAGMA user_version = " + std::to_string(i + 1));
    }
}

}  // namespace calls::store
