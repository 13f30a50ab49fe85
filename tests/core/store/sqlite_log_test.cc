#include "core/store/sqlite_log.h"

#include <cstdint>
#include <fstream>
#include <optional>
#include <string>

#include <catch2/catch.hpp>

#include "core/store/files.h"
#include "core/store/sqlite.h"
#include "tests/core/store/opened.h"

namespace {

using namespace calls;
using namespace calls::tests;

constexpr const char* big = "zeroblob(3000)";  // a page a row

// How often this process has called the system to write, if that can be told here.
std::optional<std::int64_t> writes_so_far() {
    std::ifstream counters{"/proc/self/io"};
    std::string name;
    std::int64_t value = 0;
    while (counters >> name >> value)
        if (name == "syscw:") return value;
    return std::nullopt;
}

std::string make_database(const TempFolder& folder, const std::string& synchronous) {
    const std::string path = folder.file("log.db");
    store::make_private_file(path);
    store::Database database{path, store::Database::Access::read_write};
    database.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = " + synchronous);
    database.run("CREATE TABLE t (id INTEGER PRIMARY KEY, body BLOB)");
    database.checkpoint();
    return path;
}

void add_rows(store::Database& database, int count) {
    database.run("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " +
                 std::to_string(count) + ") INSERT INTO t (body) SELECT " + big + " FROM n");
}

}  // namespace

TEST_CASE("sqlite log: a transaction's pages are written together") {
    if (!writes_so_far()) {
        WARN("skipped: /proc/self/io cannot be read here");
        return;
    }
    const TempFolder folder;
    store::Database database{make_database(folder, "FULL"), store::Database::Access::read_write};
    database.run("PRAGMA synchronous = FULL");
    add_rows(database, 1);
    const auto before = writes_so_far();
    add_rows(database, 10);
    CHECK(*writes_so_far() - *before <= 2);
    CHECK(database.wal_frames() >= 11);
}

TEST_CASE("sqlite log: what is committed is there for others at once, synced or not") {
    const auto* const synchronous = GENERATE("OFF", "NORMAL", "FULL");
    const TempFolder folder;
    const std::string path = make_database(folder, synchronous);
    store::Database writer{path, store::Database::Access::read_write};
    writer.run(std::string{"PRAGMA synchronous = "} + synchronous);
    store::Database reader{path, store::Database::Access::read_only};
    std::int64_t expected = 0;
    for (const int rows : {1, 2, 15, 16, 17, 100, 1}) {
        add_rows(writer, rows);
        expected += rows;
        CHECK(reader.whole("SELECT count(*) FROM t") == expected);
        CHECK(reader.whole("SELECT count(*) FROM t WHERE length(body) = 3000") == expected);
    }
    CHECK(reader.text("PRAGMA integrity_check") == "ok");
    writer.checkpoint();
    add_rows(writer, 3);  // the log begins anew
    CHECK(reader.whole("SELECT count(*) FROM t") == expected + 3);
    CHECK(reader.text("PRAGMA integrity_check") == "ok");
}

// SQLite writes pages that have no room in its cache to the log before the commit, and reads them
// from there.
TEST_CASE("sqlite log: a transaction larger than the cache reads what it has written") {
    const std::string synchronous = GENERATE("OFF", "NORMAL", "FULL");
    const TempFolder folder;
    const std::string path = make_database(folder, synchronous);
    store::Database writer{path, store::Database::Access::read_write};
    writer.run("PRAGMA cache_size = 10; PRAGMA synchronous = " + synchronous);
    store::Database reader{path, store::Database::Access::read_only};
    {
        store::Transaction transaction{writer};
        add_rows(writer, 200);
        writer.run("UPDATE t SET body = zeroblob(2999) WHERE id % 3 = 0");
        CHECK(writer.whole("SELECT sum(length(body)) FROM t") == 200 * 3000 - 66);
        CHECK(reader.whole("SELECT count(*) FROM t") == 0);
    }  // rolled back
    CHECK(writer.whole("SELECT count(*) FROM t") == 0);
    {
        store::Transaction transaction{writer};
        add_rows(writer, 200);
        writer.run("UPDATE t SET body = zeroblob(2999) WHERE id % 3 = 0");
        transaction.commit();
    }
    CHECK(reader.whole("SELECT sum(length(body)) FROM t") == 200 * 3000 - 66);
    CHECK(reader.text("PRAGMA integrity_check") == "ok");
    // And so it would be read by whoever comes after a crash.
    const TempFolder elsewhere;
    for (const char* suffix : {"", "-wal"})
        std::filesystem::copy_file(path + suffix, elsewhere.file("log.db") + suffix);
    store::Database found{elsewhere.file("log.db"), store::Database::Access::read_write};
    CHECK(found.whole("SELECT sum(length(body)) FROM t") == 200 * 3000 - 66);
    CHECK(found.text("PRAGMA integrity_check") == "ok");
}
