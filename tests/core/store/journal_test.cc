#include <catch2/catch.hpp>

#include "tests/core/store/opened.h"
#include "tests/core/store/story.h"

namespace {

using namespace calls;
using namespace calls::tests;

}  // namespace

TEST_CASE("store: events are read back whole, by number and by time") {
    Opened opened{store::in_memory};
    Story story;
    CHECK_FALSE(opened.store.oldest_event());
    CHECK(opened.store.last_event_before(story.now()) == model::EventId{0});
    story.start(0);
    for (int i = 0; i < 5; ++i) {
        story.pass(Millis{1000});
        story.deposit(7, 10, "salary-" + std::to_string(i));
        story.deposit(8, 10);
    }
    opened.store.append(story.take());

    CHECK(opened.store.oldest_event() == model::EventId{1});
    const auto some = opened.store.events_after({2}, 3);
    REQUIRE(some.size() == 3);
    CHECK(some[0].id == model::EventId{3});
    CHECK(some[1].kind == model::EventKind::deposit);
    CHECK(some[1].rows.entries.at(0).amount == model::Coins{10});
    CHECK(some[1].rows.receipt->request_id == "salary-1");
    CHECK(opened.store.events_after({11}, 3).empty());
    CHECK(opened.store.last_event_before(story_begins) == model::EventId{0});
    CHECK(opened.store.last_event_before(story_begins + Millis{1}) == model::EventId{1});
    CHECK(opened.store.last_event_before(story_begins + Millis{3000}) == model::EventId{5});
    CHECK(opened.store.last_event_before(story.now() + Millis{1}) == model::EventId{11});
}

TEST_CASE("store: a batch that finds no room leaves nothing, and the next one goes in") {
    const TempFolder folder;
    Story story;
    {
        auto options = inline_options(folder.database());
        options.journal_pages_max = 8;
        Opened opened{options};
        story.deposit(7, 10);
        opened.store.append(story.take());
        Story failing{story.last()};
        for (int i = 0; i < 1000; ++i) failing.deposit(8, 10);
        CHECK_THROWS_AS(opened.store.append(failing.take()), engine::StoreFull);
        CHECK(opened.store.events_after({0}, 10).size() == 1);
        opened.store.limit_journal_pages(0);
        story.deposit(7, 10);
        opened.store.append(story.take());
        opened.store.crash();
    }
    Opened again{folder.database()};
    CHECK(again.loaded.events.size() == 2);
    again.store.project_now();
    CHECK(again.store.find_account({7})->balance == model::Coins{20});
    CHECK_FALSE(again.store.find_account({8}));
}

TEST_CASE("store: the journal's log is moved into its file once it has grown") {
    const TempFolder folder;
    Opened opened{folder.database()};
    Story story;
    for (int batch = 0; batch < 300; ++batch) {
        for (int i = 0; i < 500; ++i) story.deposit(7, 1);
        opened.store.append(story.take());
        opened.store.tidy();
    }
    const auto log = std::filesystem::file_size(folder.file("calld-journal.db-wal"));
    const auto file = std::filesystem::file_size(folder.journal());
    CHECK(log < 9'000'000);
    CHECK(file > 4'000'000);
}
