#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <catch2/catch.hpp>

#include "core/engine/engine.h"
#include "core/model/pack.h"
#include "tests/core/store/opened.h"
#include "tests/core/store/story.h"

// Files that somebody or something has damaged: a start says so and ends, and what it refuses it
// leaves as it was.

namespace {

using namespace calls;
using namespace calls::tests;
using Catch::Matchers::Contains;

namespace fs = std::filesystem;

std::string bytes_of(const std::string& path) {
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

// A store with a live call, killed: its files have logs beside them.
void make_killed(const TempFolder& folder) {
    Opened opened{folder.database()};
    Story story;
    story.deposit(2, 1000);
    story.dial(1, 2);
    opened.store.append(story.take());
    opened.store.project_now();
    story.deposit(2, 10);
    story.deposit(2, 20);
    opened.store.append(story.take());
    opened.store.crash();
}

void start_engine(const std::string& path) {
    store::SqliteStore store{inline_options(path)};
    engine::Engine engine{{}, store, {.reply = [](const auto&, const auto&) {}, .committed = {}}};
    engine.start([] { return story_begins; });
}

}  // namespace

TEST_CASE("store: what is refused keeps its logs, and not a byte of it changes") {
    const TempFolder one;
    const TempFolder two;
    make_killed(one);
    make_killed(two);
    fs::copy_file(two.journal(), one.journal(), fs::copy_options::overwrite_existing);
    fs::copy_file(two.journal() + "-wal", one.journal() + "-wal",
                  fs::copy_options::overwrite_existing);
    const std::string tables = bytes_of(one.database());
    const std::string log = bytes_of(one.database() + "-wal");
    const std::string journal = bytes_of(one.journal());
    CHECK_FALSE(log.empty());
    CHECK_THROWS_WITH(start_engine(one.database()), Contains("different stores"));
    CHECK(bytes_of(one.database()) == tables);
    CHECK(bytes_of(one.database() + "-wal") == log);
    CHECK(bytes_of(one.journal()) == journal);
}

TEST_CASE("store: a version that no calld wrote is refused") {
    const TempFolder folder;
    { const Opened opened{folder.database()}; }
    const auto version = GENERATE(as<std::string>{}, "0", "-1");
    {
        store::Database tables{folder.database(), store::Database::Access::read_write};
        tables.run("PRAGMA user_version = " + version);
    }
    CHECK_THROWS_AS(start_engine(folder.database()), store::StoreUnusable);
    CHECK_THROWS_WITH(start_engine(folder.database()), Contains("version " + version));
}

TEST_CASE("store: tables that cannot be brought up to date get no new journal beside them") {
    const TempFolder folder;
    { const Opened opened{folder.database()}; }
    fs::remove(folder.journal());
    {
        store::Database tables{folder.database(), store::Database::Access::read_write};
        tables.run("PRAGMA user_version = 1");
    }
    const std::string tables = bytes_of(folder.database());
    CHECK_THROWS_WITH(start_engine(folder.database()), Contains("already exists"));
    CHECK_FALSE(fs::exists(folder.journal()));
    CHECK(bytes_of(folder.database()) == tables);
}

TEST_CASE("store: an event that the rules cannot have made is named at the start") {
    const TempFolder folder;
    make_killed(folder);
    {
        store::Database journal{folder.journal(), store::Database::Access::read_write};
        store::Statement read{journal, "SELECT body FROM app_event WHERE event_id = 3"};
        auto event = model::unpack<model::Event>(
            read.first([](store::Statement& row) { return row.get<std::string>(); }).value());
        event.kind = static_cast<model::EventKind>(200);
        store::Statement write{journal, "UPDATE app_event SET body = ? WHERE event_id = 3"};
        write.run(store::Blob{model::pack(event)});
    }
    CHECK_THROWS_AS(start_engine(folder.database()), engine::StoreBroken);
    CHECK_THROWS_WITH(start_engine(folder.database()), Contains("event 3 is damaged"));
}

TEST_CASE("store: an event that is missing is named at the start") {
    const TempFolder folder;
    make_killed(folder);
    {
        store::Database journal{folder.journal(), store::Database::Access::read_write};
        journal.run("DELETE FROM app_event WHERE event_id = 3");
    }
    CHECK_THROWS_WITH(start_engine(folder.database()), Contains("event 3 is missing"));
}

TEST_CASE("store: an account that makes no sense is named at the start") {
    const TempFolder folder;
    make_killed(folder);
    {
        store::Database tables{folder.database(), store::Database::Access::read_write};
        tables.run(
            "PRAGMA ignore_check_constraints = ON;"
            "UPDATE app_account SET entry_count = -1 WHERE user_id = 2");
    }
    CHECK_THROWS_WITH(start_engine(folder.database()), Contains("a damaged account, id 2"));
}

TEST_CASE("store: a call of the tables that makes no sense is named at the start") {
    const TempFolder folder;
    make_killed(folder);
    const auto [change, said] = GENERATE(table<std::string, std::string>(
        {{"host_hb_time = 1800000000000", "times after the store's latest"},
         {"helo_time = 1700000000000", "a damaged call, id 1"},
         {"guest_hb_time = -1", "a damaged call, id 1"}}));
    {
        store::Database tables{folder.database(), store::Database::Access::read_write};
        tables.run("UPDATE app_call_ing SET " + change);
    }
    CHECK_THROWS_WITH(start_engine(folder.database()), Contains(said));
}
