#include <atomic>
#include <chrono>

#include <catch2/catch.hpp>

#include "tests/core/store/opened.h"
#include "tests/core/store/story.h"
#include "tests/core/store/wait_until.h"

// Appends on a thread of their own: what the loop sees of them.

namespace {

using namespace calls;
using namespace calls::tests;

class Slow {
  public:
    Slow() : opened_(options()) {}

    bool ended() {
        return wait_until([&] { return store().end_append(false); });
    }
    store::SqliteStore& store() { return opened_.store; }
    const TempFolder& folder() const { return folder_; }
    int woken() const { return woken_; }

    Story story;

  private:
    store::StoreOptions options() {
        store::StoreOptions options = inline_options(folder_.database());
        options.threaded = true;
        options.slow_append = std::chrono::microseconds{0};
        options.wake = [this] { ++woken_; };
        return options;
    }

    TempFolder folder_;
    std::atomic<int> woken_ = 0;
    Opened opened_;
};

}  // namespace

TEST_CASE("journal writer: the loop is woken when an append is done") {
    Slow slow;
    slow.story.deposit(1, 10);
    slow.store().begin_append(slow.story.take(), false);
    CHECK(wait_until([&] { return slow.woken() > 0; }));
    CHECK(slow.store().end_append(false));
    CHECK(slow.store().events_after({}, 9).size() == 1);
}

TEST_CASE("journal writer: many appends one after the other, waited for or not") {
    Slow slow;
    for (int i = 1; i <= 200; ++i) {
        slow.story.deposit(i, 10);
        slow.store().begin_append(slow.story.take(), false);
        if (i % 2 == 0)
            CHECK(slow.store().end_append(true));
        else
            CHECK(slow.ended());
    }
    slow.store().close();
    const Opened again{slow.folder().database()};
    CHECK(again.loaded.numbers_found == slow.story.last());
}

TEST_CASE("journal writer: the journal is read behind the append that is under way") {
    Slow slow;
    for (int i = 1; i <= 2'000; ++i) slow.story.deposit(i, 10);
    slow.store().begin_append(slow.story.take(), false);
    slow.store().tidy();
    CHECK(slow.store().events_after({1'999}, 9).size() == 1);
    CHECK(slow.store().oldest_event() == model::EventId{1});
    CHECK(slow.store().end_append(true));
}

TEST_CASE("journal writer: no room is told to whoever ends the append, and passes") {
    Slow slow;
    for (int i = 1; i <= 2'000; ++i) slow.story.deposit(i, 10);
    slow.store().limit_journal_pages(20);
    const auto events = slow.story.take();
    slow.store().begin_append(events, false);
    CHECK_THROWS_AS(slow.ended(), engine::StoreFull);
    slow.store().limit_journal_pages(0);
    slow.store().begin_append(events, false);
    CHECK(slow.ended());
    CHECK(slow.store().events_after({1'999}, 9).size() == 1);
}

TEST_CASE("journal writer: a stop waits for the append that is under way") {
    Slow slow;
    slow.story.deposit(1, 10);
    slow.store().begin_append(slow.story.take(), false);
    slow.store().close();
    const Opened again{slow.folder().database()};
    CHECK(again.loaded.numbers_found == slow.story.last());
}

TEST_CASE("journal writer: fast appends stay in the loop") {
    const TempFolder folder;
    store::StoreOptions options = inline_options(folder.database());
    options.threaded = true;
    options.slow_append = std::chrono::hours{1};
    Opened opened{options};
    Story story;
    for (int i = 1; i <= 50; ++i) {
        story.deposit(i, 10);
        opened.store.begin_append(story.take(), false);
        CHECK(opened.store.end_append(false));
    }
}

TEST_CASE("journal writer: where others wait, faster ones are worth the thread") {
    const TempFolder folder;
    std::atomic<int> woken = 0;
    store::StoreOptions options = inline_options(folder.database());
    options.threaded = true;
    options.slow_append = std::chrono::hours{1};
    options.slow_append_for_others = std::chrono::microseconds{0};
    options.wake = [&] { ++woken; };
    Opened opened{options};
    Story story;
    story.deposit(1, 10);
    opened.store.append(story.take());
    CHECK(woken == 0);
    story.deposit(1, 10);
    opened.store.begin_append(story.take(), true);
    CHECK(wait_until([&] { return woken > 0; }));
    CHECK(opened.store.end_append(false));
}
