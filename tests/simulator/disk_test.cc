#include "tests/simulator/disk.h"

#include <catch2/catch.hpp>

namespace {

using namespace calls::simulator;

File made(Disk& disk, const std::string& path) {
    File file;
    REQUIRE(disk.open(path, true, file) == Outcome::good);
    return file;
}

void lose_power(Disk& disk) {
    disk.cut_power();
    disk.revive();
}

}  // namespace

TEST_CASE("disk: what was synced survives every power cut, what was not is lost in some") {
    bool lost = false;
    bool kept = false;
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        Disk disk{seed};
        const File file = made(disk, "a");
        REQUIRE(disk.sync_names() == Outcome::good);
        REQUIRE(disk.write(*file, 0, "synced") == Outcome::good);
        REQUIRE(disk.sync(*file) == Outcome::good);
        REQUIRE(disk.write(*file, 6, "more") == Outcome::good);
        lose_power(disk);
        const File found = disk.find("a");
        REQUIRE(found);
        CHECK(found->now.substr(0, 6) == "synced");
        (found->now == "syncedmore" ? kept : lost) = true;
    }
    CHECK(lost);
    CHECK(kept);
}

TEST_CASE("disk: a name that was not synced may be gone after a power cut, never after a kill") {
    bool gone = false;
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        Disk disk{seed};
        made(disk, "a");
        disk.kill();
        disk.revive();
        CHECK(disk.find("a"));
        lose_power(disk);
        gone = gone || !disk.find("a");
    }
    CHECK(gone);
}

TEST_CASE("disk: a sync that failed is not made good by the next one") {
    bool lost = false;
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        Disk disk{seed};
        const File file = made(disk, "a");
        REQUIRE(disk.sync_names() == Outcome::good);
        REQUIRE(disk.write(*file, 0, "x") == Outcome::good);
        disk.plan({.kind = FaultKind::io_error, .in_steps = 1, .for_steps = 1});
        CHECK(disk.sync(*file) == Outcome::io_error);
        CHECK(disk.sync(*file) == Outcome::good);
        CHECK(file->now == "x");
        lose_power(disk);
        lost = lost || disk.find("a")->now.empty();
    }
    CHECK(lost);
}

TEST_CASE("disk: without room nothing grows, and what is there can be written over") {
    Disk disk{1};
    const File file = made(disk, "a");
    REQUIRE(disk.write(*file, 0, "1234") == Outcome::good);
    disk.plan({.kind = FaultKind::no_room, .in_steps = 1, .for_steps = 3});
    CHECK(disk.write(*file, 0, "abcd") == Outcome::good);
    CHECK(disk.write(*file, 2, "efgh") == Outcome::no_room);
    CHECK(file->now.size() == 4);
    CHECK(disk.write(*file, 4, "x") == Outcome::no_room);
    CHECK(disk.write(*file, 4, "x") == Outcome::good);
}

TEST_CASE("disk: of a process that is gone nothing more is done") {
    Disk disk{1};
    const File file = made(disk, "a");
    disk.plan({.kind = FaultKind::kill, .in_steps = 2, .for_steps = 1});
    CHECK(disk.write(*file, 0, "1") == Outcome::good);
    CHECK(disk.sync(*file) == Outcome::gone);
    CHECK(disk.write(*file, 1, "2") == Outcome::gone);
    CHECK(file->now == "1");
}
