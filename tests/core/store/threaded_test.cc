#include <atomic>
#include <chrono>
#include <thread>

#include <catch2/catch.hpp>

#include "tests/core/store/opened.h"
#include "tests/core/store/story.h"
#include "tests/core/store/wait_until.h"

namespace {

using namespace calls;
using namespace calls::tests;

store::StoreOptions threaded(const std::string& path, store::Durability durability) {
    store::StoreOptions options = inline_options(path);
    options.durability = durability;
    options.threaded = true;
    return options;
}

}  // namespace

TEST_CASE("store: the tables follow by themselves") {
    const TempFolder folder;
    const auto durability = GENERATE(store::Durability::full, store::Durability::normal);
    Opened opened{threaded(folder.database(), durability)};
    Story story;
    model::Call call = story.dial(1, 2);
    opened.store.append(story.take());
    CHECK(wait_until([&] { return opened.store.projected() == story.last().event; }));
    CHECK(opened.store.find_call(call.id)->call == call);
    opened.mark(call.id, story.now() + Millis{1}, story.now() + Millis{1});
    CHECK(wait_until([&] {
        return opened.store.find_call(call.id)->call.host_hb_time == story.now() + Millis{1};
    }));
    CHECK_FALSE(opened.store.lagging());
}

TEST_CASE(
    "store: an answer holds all that was appended before the question, on the loop's thread") {
    const TempFolder folder;
    std::atomic<int> woken = 0;
    auto options = threaded(folder.database(), store::Durability::full);
    options.wake = [&] { ++woken; };
    Opened opened{options};
    Story story;
    std::int64_t answered = 0;
    const auto loop = std::this_thread::get_id();
    for (int i = 1; i <= 50; ++i) {
        story.deposit(i, 10);
        opened.store.append(story.take());
        opened.store.ask(model::AccountsQuery{}, [&, i](engine::QueryAnswer answer) {
            const auto rows = std::get<model::Rows<model::Account>>(std::move(answer)).rows;
            CHECK(rows.size() >= static_cast<std::size_t>(i));
            CHECK(std::this_thread::get_id() == loop);
            ++answered;
        });
        opened.store.collect();
    }
    CHECK(wait_until([&] {
        opened.store.collect();
        return answered == 50;
    }));
    CHECK(woken > 0);
}

TEST_CASE("store: look-ups go on while the tables are written") {
    const TempFolder folder;
    Opened opened{threaded(folder.database(), store::Durability::off)};
    Story story;
    model::Call call = story.dial(1, 2);
    for (int i = 0; i < 300; ++i) {
        for (int j = 0; j < 100; ++j) {
            story.hang(call);
            call = story.dial(1, 2);
        }
        opened.store.append(story.take());
        opened.store.tidy();
        const model::CallId known{opened.store.projected().value / 2};
        if (known) CHECK(opened.store.find_call(known));
    }
    opened.store.close();
    const Opened again{folder.database()};
    CHECK(again.loaded.numbers_found == story.last());
    CHECK(again.loaded.live.at(0).call == call);
}

TEST_CASE("store: tables that find no room are said to lag, and catch up once there is") {
    const TempFolder folder;
    Opened opened{folder.database()};
    opened.store.limit_tables_pages(30);
    Story story;
    for (int i = 1; i <= 5000; ++i) story.deposit(i, 1);
    opened.store.append(story.take());
    opened.store.project_now();
    CHECK(opened.store.projected() == model::EventId{0});
    CHECK_THAT(opened.store.lagging().value(), Catch::Matchers::Contains("cannot be written"));
    CHECK(std::get<model::Refusal>(opened.ask(model::AccountsQuery{})).kind ==
          model::RefusalKind::unavailable);
    story.deposit(1, 1);
    opened.store.append(story.take());
    opened.store.limit_tables_pages(0);
    opened.store.project_now();
    CHECK_FALSE(opened.store.lagging());
    CHECK(opened.store.find_account({1})->balance == model::Coins{2});
}

TEST_CASE("store: tables that are far behind catch up piece by piece, and keep what found room") {
    const TempFolder folder;
    auto options = inline_options(folder.database());
    options.events_a_transaction = 1000;
    Opened opened{std::move(options)};
    Story story;
    constexpr int batches = 50;
    for (int batch = 0; batch < batches; ++batch) {
        for (int i = 1; i <= 100; ++i) story.deposit(batch * 100 + i, 1);
        opened.store.append(story.take());
    }
    const model::Call call = story.dial(1, 2);
    opened.store.append(story.take());
    const base::Instant heard{story.now().ms + 1};
    opened.mark(call.id, heard, heard);
    opened.store.limit_tables_pages(70);
    opened.store.project_now();
    const model::EventId some = opened.store.projected();
    CHECK(some.value > 0);
    CHECK(some < story.last().event);
    CHECK(some.value % 1000 == 0);
    CHECK(opened.store.lagging());
    opened.store.limit_tables_pages(0);
    opened.store.project_now();
    CHECK_FALSE(opened.store.lagging());
    CHECK(opened.store.projected() == story.last().event);
    CHECK(opened.store.find_account({batches * 100})->balance == model::Coins{1});
    CHECK(opened.store.find_call(call.id)->call.host_hb_time == heard);
}

TEST_CASE("store: an error of the tables is told, and nothing is marked complete") {
    const TempFolder folder;
    {
        Opened opened{folder.database()};
        Story story;
        const model::Call call = story.dial(1, 2);
        opened.store.append(story.take());
        opened.store.project_now();
        opened.store.collect();
        Story other{story.last()};
        other.dial(call.host.value, 3);  // a defect: the host is busy
        opened.store.append(other.take());
        opened.store.project_now();
        CHECK_THROWS_AS(opened.store.collect(), engine::StoreBroken);
        CHECK(opened.store.lagging());
    }
    store::Database tables{folder.database(), store::Database::Access::read_only};
    CHECK(tables.text("SELECT value FROM app_meta WHERE key = 'state'") == "open");
}

TEST_CASE("store: tables that fall too far behind are said to lag") {
    const TempFolder folder;
    auto options = inline_options(folder.database());
    options.lag_events_max = 5;
    Opened opened{options};
    Story story;
    for (int i = 0; i < 5; ++i) story.deposit(1, 1);
    opened.store.append(story.take());
    CHECK_FALSE(opened.store.lagging());
    story.deposit(1, 1);
    opened.store.append(story.take());
    CHECK(opened.store.lagging() == "the tables are 6 events behind the journal");
    opened.store.project_now();
    CHECK_FALSE(opened.store.lagging());
}

TEST_CASE("store: tables that cannot follow slow appends down, and are not left behind") {
    const TempFolder folder;
    auto options = threaded(folder.database(), store::Durability::off);
    options.lag_events_max = 2'000;
    Opened opened{options};
    Story story;
    for (int i = 1; i <= 600; ++i) {
        for (int j = 0; j < 10; ++j) story.deposit(i * 10 + j, 1);
        opened.store.append(story.take());
        REQUIRE_FALSE(opened.store.lagging());
    }
}
