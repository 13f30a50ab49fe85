#include "core/store/log_room.h"

#include <cstdint>
#include <filesystem>
#include <string>

#include <catch2/catch.hpp>

#include "tests/core/store/opened.h"
#include "tests/core/store/story.h"

namespace {

using namespace calls;
using namespace calls::tests;

constexpr std::uintmax_t piece = 1 << 20;

store::StoreOptions synced(const TempFolder& folder) {
    auto options = inline_options(folder.database());
    options.durability = store::Durability::full;
    return options;
}

void append_one_by_one(store::SqliteStore& store, Story& story, int count) {
    for (int i = 0; i < count; ++i) {
        story.deposit(7, 10);
        store.append(story.take());
    }
}

}  // namespace

TEST_CASE("store: small commits find blocks written ahead, and a crash finds the end before them") {
    const TempFolder folder;
    const std::string log = folder.journal() + "-wal";
    Story story;
    constexpr int changes = 600;  // a frame or two each: past the first piece
    {
        Opened opened{synced(folder)};
        append_one_by_one(opened.store, story, 2);
        CHECK(std::filesystem::file_size(log) >= piece);
        append_one_by_one(opened.store, story, changes - 2);
        CHECK(std::filesystem::file_size(log) >= 2 * piece);
        opened.store.crash();
    }
    Opened again{synced(folder)};
    CHECK(again.loaded.events.size() == changes);
    Story going_on{story.last()};
    append_one_by_one(again.store, going_on, 1);
    CHECK(again.store.events_after({0}, 2 * changes).size() == changes + 1);
}

TEST_CASE("store: nothing is written ahead of commits that are not synced") {
    const TempFolder folder;
    Story story;
    Opened opened{folder.database()};
    append_one_by_one(opened.store, story, 5);
    CHECK(std::filesystem::file_size(folder.journal() + "-wal") < piece);
}

TEST_CASE("store: a log that cannot be lengthened is done without") {
    const TempFolder folder;
    store::LogRoom no_log{folder.file("none")};
    no_log.keep(1);
    CHECK_FALSE(std::filesystem::exists(folder.file("none")));
    std::filesystem::create_symlink("/dev/full", folder.file("full"));
    store::LogRoom full{folder.file("full")};
    full.keep(1);
    full.keep(1000);
}
