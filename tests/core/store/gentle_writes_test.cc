#include "core/store/gentle_writes.h"

#include <atomic>
#include <cerrno>
#include <dlfcn.h>
#include <fcntl.h>
#include <optional>
#include <string>

#include <catch2/catch.hpp>

#include "core/store/files.h"
#include "core/store/sqlite.h"
#include "tests/core/store/opened.h"

// The system's call, in the C library's place: this program's own comes first.

namespace {

std::atomic<int> pieces = 0;
std::atomic<int> failure = 0;

}  // namespace

extern "C" int sync_file_range(int descriptor, off64_t from, off64_t size, unsigned flags) {
    ++pieces;
    if (failure != 0) {
        errno = failure;
        return -1;
    }
    using Call = int (*)(int, off64_t, off64_t, unsigned);
    static const auto real = reinterpret_cast<Call>(dlsym(RTLD_NEXT, "sync_file_range"));
    return real(descriptor, from, size, flags);
}

namespace {

using namespace calls;
using namespace calls::tests;

struct Written {
    Written() {
        const std::string path = folder.file("rows.db");
        store::make_private_file(path);
        database.emplace(path, store::Database::Access::read_write);
        database->run("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF");
        database->run("CREATE TABLE t (id INTEGER PRIMARY KEY, body BLOB)");
        pieces = 0;
    }
    ~Written() { failure = 0; }
    Written(const Written&) = delete;
    Written& operator=(const Written&) = delete;

    void write_a_megabyte() {
        database->run(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 256)"
            " INSERT INTO t (body) SELECT zeroblob(4000) FROM n");
    }
    std::int64_t rows() { return database->whole("SELECT count(*) FROM t"); }

    TempFolder folder;
    std::optional<store::Database> database;
};

}  // namespace

TEST_CASE("gentle writes: what a thread writes goes to the disk in pieces") {
    Written written;
    written.write_a_megabyte();
    CHECK(pieces == 0);  // of others nothing is asked
    {
        const store::GentleWrites gentle;
        written.write_a_megabyte();
        // Of 64 KB at first, then twice as large each time that the disk takes long for one.
        CHECK(pieces >= 3);
        pieces = 0;
        written.database->checkpoint();
        CHECK(pieces > 0);
    }
    pieces = 0;
    written.write_a_megabyte();
    CHECK(pieces == 0);
}

TEST_CASE("gentle writes: a piece that the disk does not take fails the write") {
    Written written;
    const store::GentleWrites gentle;
    written.write_a_megabyte();
    for (const int why : {EIO, ENOSPC}) {  // the latter may be told of what was written before
        failure = why;
        CHECK_THROWS_AS(written.write_a_megabyte(), engine::StoreBroken);
    }
    failure = 0;
    CHECK(written.rows() == 256);
    written.write_a_megabyte();
    CHECK(written.rows() == 512);
}

TEST_CASE("gentle writes: a file system without such a call is written as ever") {
    Written written;
    const store::GentleWrites gentle;
    failure = ENOSYS;
    written.write_a_megabyte();
    CHECK(written.rows() == 256);
}
