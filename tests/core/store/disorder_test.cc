#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <string>

#include <catch2/catch.hpp>

#include "tests/core/store/audited.h"

// A table whose rows stand in another order than their keys: what walks by keys neither goes round
// for ever nor writes past the end of what it keeps.

namespace {

using namespace calls;
using namespace calls::tests;

constexpr std::size_t page_bytes = 4096;
constexpr unsigned char leaf_of_table = 13;

std::string content_of(const std::string& path) {
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

// SQLite's page of a table's rows lists where they stand, in the order of their keys: the first two
// change places.
void exchange_rows(const std::string& path, const std::string& table) {
    const std::int64_t page =
        store::Database{path, store::Database::Access::read_write}.whole(
            "SELECT rootpage FROM sqlite_master WHERE name = '" + table + "'") -
        1;
    std::string bytes = content_of(path);
    char* header = bytes.data() + static_cast<std::size_t>(page) * page_bytes;
    const auto byte = [&](int at) { return static_cast<unsigned char>(header[at]); };
    REQUIRE(byte(0) == leaf_of_table);
    const int rows = byte(3) * 256 + byte(4);
    REQUIRE(rows > 1);
    char* first = header + 8;
    std::swap_ranges(first, first + 2, first + 2);
    std::ofstream{path, std::ios::binary} << bytes;
}

std::string said(const Audited& audited) {
    std::string lines;
    for (const model::AuditFinding& one : audited.audit().findings)
        lines += one.what + ": " + one.found + "\n";
    return lines;
}

std::string said_of(const char* table) {
    const Audited audited;
    audited.forget_events();
    exchange_rows(audited.folder.database(), table);
    return said(audited);
}

std::string astray(const std::string& table, int row) {
    return table + ": row " + std::to_string(row) + " is out of its place: the file is damaged\n";
}

}  // namespace

TEST_CASE("disorder: an audit of events that stand in another order ends, and says so") {
    const Audited audited;
    exchange_rows(audited.folder.journal(), "app_event");
    CHECK_THAT(said(audited), Catch::EndsWith("events: " + astray("app_event", 2)));
}

TEST_CASE("disorder: so does one of accounts and entries") {
    CHECK_THAT(said_of("app_account"), Catch::Contains("accounts: " + astray("app_account", -1)));
    CHECK_THAT(said_of("app_ledger"), Catch::Contains("accounts: " + astray("app_ledger", 1)));
}

TEST_CASE("disorder: no table is too small to be missed") {
    for (const char* table : {"app_account", "app_ledger", "app_trade_server", "app_trade_ticket",
                              "app_ticket_money", "app_rtc_value"})
        CHECK_THAT(said_of(table), Catch::Contains("out of order"));
}
