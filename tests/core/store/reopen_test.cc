#include <fstream>
#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "tests/core/store/opened.h"
#include "tests/core/store/story.h"

namespace {

using namespace calls;
using namespace calls::tests;
using Catch::Matchers::Contains;

namespace fs = std::filesystem;

constexpr model::Terms each_minute{
    .mode = model::Mode::each, .period = Millis{60'000}, .price = {100}};

// Money, a live call with an offer and a ticket, an ended call.
void tell(Story& story) {
    story.deposit(2, 1000, "first");
    story.deposit(9, 50);
    model::Call ended = story.dial(3, 4);
    story.pass(Millis{3000});
    story.hang(ended);
    model::Call live = story.dial(1, 2);
    const model::Offer offer = story.offer(live, each_minute);
    story.talk(live);
    story.ticket(offer, 2);
}

void write_bytes(const std::string& path, const std::string& bytes) {
    std::ofstream{path, std::ios::binary} << bytes;
}

void open_only(const std::string& path) {
    const store::SqliteStore opened{inline_options(path)};
}

}  // namespace

TEST_CASE("store: a close that cannot complete the tables says so, and keeps their log") {
    const TempFolder folder;
    Story story;
    Opened opened{folder.database()};
    tell(story);
    opened.store.append(story.take());
    store::Database{folder.database(), store::Database::Access::read_write}.run(
        "DROP TABLE app_ledger");
    CHECK_THROWS_AS(opened.store.close(), engine::StoreBroken);
    CHECK(fs::exists(folder.file("calld.db-wal")));
    CHECK(fs::file_size(folder.file("calld.db-wal")) > 0);
}

TEST_CASE("store: after a clean close the tables hold everything") {
    const TempFolder folder;
    Story story;
    {
        Opened opened{folder.database()};
        CHECK(opened.loaded.numbers_found == model::Numbers{});
        CHECK(opened.loaded.latest == base::never_happened);
        tell(story);
        opened.store.append(story.take());
    }
    CHECK_FALSE(fs::exists(folder.file("calld.db-wal")));
    CHECK_FALSE(fs::exists(folder.file("calld.db.lock")));
    Opened again{folder.database()};
    CHECK(again.loaded.numbers_found == story.last());
    CHECK(again.loaded.latest == story.now());
    CHECK(again.loaded.events.empty());
    REQUIRE(again.loaded.live.size() == 1);
    CHECK(again.loaded.live[0].call.host == model::UserId{1});
    CHECK(again.loaded.live[0].totals.tickets == 1);
    CHECK(again.loaded.live[0].last_ticket->id == model::TicketId{1});
    REQUIRE(again.loaded.accounts.size() == 4);  // world, platform, host, guest; not 9
    CHECK(again.loaded.accounts[0].user == model::world_account);
    CHECK(again.loaded.accounts[3].balance == model::Coins{900});
}

TEST_CASE("store: after a crash the journal gives what the tables lack, and they catch up") {
    const TempFolder folder;
    Story story;
    model::EventId projected;
    {
        Opened opened{folder.database()};
        story.deposit(2, 1000);
        opened.store.append(story.take());
        opened.store.project_now();
        projected = opened.store.projected();
        tell(story);
        opened.store.append(story.take());
        opened.store.crash();
    }
    Opened again{folder.database()};
    CHECK(again.loaded.numbers_found.event == projected);
    CHECK(again.loaded.numbers_found.call == model::CallId{0});
    CHECK(again.loaded.live.empty());
    REQUIRE(again.loaded.events.size() == 8);
    CHECK(again.loaded.events.front().id.value == projected.value + 1);
    CHECK(again.loaded.events.back().rows.ticket->id == model::TicketId{1});
    again.store.project_now();
    CHECK(again.store.projected() == story.last().event);
    CHECK(again.store.find_call({2})->totals.tickets == 1);
    story.pass(Millis{1});
    story.start(1);
    again.store.append(story.take());
    CHECK(again.store.events_after({0}, 100).size() ==
          static_cast<std::size_t>(story.last().event.value));
}

TEST_CASE("store: the files are the owner's alone") {
    const TempFolder folder;
    const Opened opened{folder.database()};
    for (const auto& entry : fs::directory_iterator{folder.file("")})
        CHECK((entry.status().permissions() & fs::perms{0077}) == fs::perms::none);
}

TEST_CASE("store: a second opener is told who holds it") {
    const TempFolder folder;
    const Opened opened{folder.database()};
    try {
        open_only(folder.database());
        FAIL("it was opened twice");
    } catch (const store::StoreHeld& held) {
        CHECK(held.pid == ::getpid());
        CHECK_THAT(held.what(), Contains(std::to_string(::getpid())));
    }
    fs::create_symlink(folder.database(), folder.file("other.db"));
    CHECK_THROWS_AS(open_only(folder.file("other.db")), store::StoreHeld);
}

TEST_CASE("store: clean tables without their journal get a new one, and the numbers go on") {
    const TempFolder folder;
    Story story;
    {
        Opened opened{folder.database()};
        tell(story);
        opened.store.append(story.take());
    }
    fs::remove(folder.journal());
    {
        Opened again{folder.database()};
        CHECK(again.loaded.numbers_found == story.last());
        CHECK_FALSE(again.store.oldest_event());
        story.start(1);
        again.store.append(story.take());
        CHECK(again.store.oldest_event() == story.last().event);
    }
    const Opened third{folder.database()};
    CHECK(third.loaded.numbers_found == story.last());
}

TEST_CASE("store: tables in use refuse to open without their journal") {
    const TempFolder folder;
    Story story;
    {
        Opened opened{folder.database()};
        tell(story);
        opened.store.append(story.take());
        opened.store.crash();
    }
    fs::rename(folder.journal(), folder.file("away"));
    CHECK_THROWS_WITH(open_only(folder.database()), Contains("not closed cleanly"));
    CHECK_FALSE(fs::exists(folder.journal()));
    fs::rename(folder.file("away"), folder.journal());
    CHECK_NOTHROW(open_only(folder.database()));
}

TEST_CASE("store: a journal without its tables is refused, unless it never held an event") {
    const TempFolder folder;
    { const Opened opened{folder.database()}; }
    fs::remove(folder.database());
    {
        Opened opened{folder.database()};
        Story story;
        tell(story);
        opened.store.append(story.take());
    }
    fs::remove(folder.database());
    CHECK_THROWS_WITH(open_only(folder.database()), Contains("is missing"));
    CHECK_FALSE(fs::exists(folder.database()));
}

TEST_CASE("store: files of different stores are not put together") {
    const TempFolder one;
    const TempFolder two;
    for (const TempFolder* folder : {&one, &two}) {
        Opened opened{folder->database()};
        Story story;
        tell(story);
        opened.store.append(story.take());
    }
    fs::copy_file(two.journal(), one.journal(), fs::copy_options::overwrite_existing);
    CHECK_THROWS_WITH(open_only(one.database()), Contains("different stores"));
}

TEST_CASE("store: a store that was opened and never loaded is as complete as before") {
    const TempFolder folder;
    {
        Opened opened{folder.database()};
        Story story;
        tell(story);
        opened.store.append(story.take());
    }
    open_only(folder.database());
    fs::remove(folder.journal());
    CHECK_NOTHROW(open_only(folder.database()));
}

TEST_CASE("store: a journal older than the tables is refused") {
    const TempFolder folder;
    Story story;
    {
        Opened opened{folder.database()};
        tell(story);
        opened.store.append(story.take());
    }
    fs::copy_file(folder.journal(), folder.file("old"));
    {
        Opened opened{folder.database()};
        story.start(1);
        opened.store.append(story.take());
    }
    fs::rename(folder.file("old"), folder.journal());
    CHECK_THROWS_WITH(open_only(folder.database()), Contains("older copy"));
}

TEST_CASE("store: empty and foreign files are refused and left alone") {
    const TempFolder folder;
    write_bytes(folder.database(), "");
    CHECK_THROWS_WITH(open_only(folder.database()), Contains("is empty"));
    write_bytes(folder.database(), std::string(5000, 'x'));
    CHECK_THROWS_WITH(open_only(folder.database()), Contains("does not hold the tables"));
    CHECK(fs::file_size(folder.database()) == 5000);
    CHECK(std::distance(fs::directory_iterator{folder.file("")}, {}) == 1);
    fs::remove(folder.database());
    { const Opened opened{folder.database()}; }
    fs::copy_file(folder.journal(), folder.database(), fs::copy_options::overwrite_existing);
    CHECK_THROWS_WITH(open_only(folder.database()), Contains("does not hold the tables"));
}

TEST_CASE("store: a newer version is refused, and both versions are named") {
    const TempFolder folder;
    { const Opened opened{folder.database()}; }
    {
        store::Database tables{folder.database(), store::Database::Access::read_write};
        tables.run("PRAGMA user_version = 4711");
    }
    CHECK_THROWS_WITH(open_only(folder.database()),
                      Contains("version 4711") && Contains("up to version"));
}

TEST_CASE("store: a log left without its file is not read into a new one") {
    const TempFolder folder;
    write_bytes(folder.file("calld.db-wal"), "what is left");
    CHECK_THROWS_WITH(open_only(folder.database()), Contains("without its file"));
    CHECK_FALSE(fs::exists(folder.database()));
    CHECK_FALSE(fs::exists(folder.journal()));
}

TEST_CASE("store: a folder that is not there is said so") {
    const TempFolder folder;
    CHECK_THROWS_WITH(open_only(folder.file("none/calld.db")), Contains("No such file"));
}

TEST_CASE("store: a store in memory leaves nothing behind") {
    std::string path;
    {
        const Opened opened{store::in_memory};
        path = opened.store.path();
        CHECK(fs::exists(path));
    }
    CHECK_FALSE(fs::exists(fs::path{path}.parent_path()));
}
