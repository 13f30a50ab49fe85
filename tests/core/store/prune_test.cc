#include <atomic>
#include <chrono>
#include <thread>

#include <catch2/catch.hpp>

#include "tests/core/store/opened.h"
#include "tests/core/store/story.h"

// What goes, what stays, and in which order.

namespace {

using namespace calls;
using namespace calls::tests;

model::PruneReply prune(Opened& opened, base::Instant before) {
    return std::get<model::PruneReply>(opened.ask(model::PruneQuery{before}));
}

std::int64_t findings(Opened& opened) {
    const auto report = std::get<model::AuditReport>(opened.ask(model::AuditQuery{}));
    for (const auto& finding : report.findings)
        UNSCOPED_INFO(finding.what << " " << finding.id << ": " << finding.expected << ", "
                                   << finding.found);
    return std::ssize(report.findings);
}

// A start, then each second a call that is dialled and counted for, a deposit, and the outcome kept
// of something that is not about money: four events, two request ids.
struct Past {
    explicit Past(int seconds) {
        story.start(0);
        for (int i = 1; i <= seconds; ++i) {
            const std::string id = std::to_string(i);
            const model::Call call = story.dial(2 * i, 2 * i + 1);
            story.deposit(2 * i, 10, "pay-" + id);
            story.count(call.id, {i});
            story.receipt("count-" + id, model::CallView{.call = call, .context = {}, .as_of = {}});
            story.pass(base::Millis{1000});
        }
    }
    Story story;
};

}  // namespace

TEST_CASE("prune: events and outcomes from before that time go, those of money stay") {
    Past past{10};
    Opened opened{store::in_memory};
    const base::Instant begins = story_begins;
    opened.store.append(past.story.take());
    const auto events = past.story.last().event.value;

    const auto removed = prune(opened, begins + base::Millis{3'000});
    CHECK(removed.events == 1 + 3 * 4);
    CHECK(removed.request_ids == 3);
    CHECK(opened.store.oldest_event() == model::EventId{14});
    CHECK_FALSE(opened.store.find_receipt("count-3"));
    CHECK(opened.store.find_receipt("pay-1"));
    CHECK(opened.store.find_receipt("count-4"));
    CHECK(opened.store.find_call({1}));
    CHECK(opened.page<model::LedgerEntry>(model::LedgerQuery{}).rows.size() == 10);
    CHECK(findings(opened) == 0);

    CHECK(prune(opened, begins + base::Millis{3'000}) == model::PruneReply{});
    CHECK(prune(opened, base::last_instant).events == events - 13);
    CHECK_FALSE(opened.store.oldest_event());
    CHECK(findings(opened) == 0);
}

TEST_CASE("prune: numbers go on behind what is gone, also after a start") {
    const TempFolder folder;
    Past past{3};
    {
        Opened opened{folder.database()};
        opened.store.append(past.story.take());
        prune(opened, base::last_instant);
    }
    Opened again{folder.database()};
    CHECK(again.loaded.numbers_found == past.story.last());
    past.story.deposit(1, 5);
    again.store.append(past.story.take());
    CHECK(again.store.oldest_event() == past.story.last().event);
    CHECK(findings(again) == 0);
}

TEST_CASE("prune: a time that lies among what is gone is told from one before all") {
    Past past{5};
    Opened opened{store::in_memory};
    const base::Instant begins = story_begins;
    opened.store.append(past.story.take());
    CHECK(opened.store.last_event_before(begins) == model::EventId{0});
    prune(opened, begins + base::Millis{2'000});  // events 1 to 9 are gone
    CHECK(opened.store.last_event_before(begins) == model::EventId{8});
    CHECK(opened.store.last_event_before(begins + base::Millis{1'000}) == model::EventId{8});
    CHECK(opened.store.last_event_before(begins + base::Millis{1'001}) == model::EventId{9});
    CHECK(opened.store.last_event_before(begins + base::Millis{2'001}) == model::EventId{13});
}

TEST_CASE("prune: many are removed in many steps, on the projector's thread and between turns") {
    const TempFolder folder;
    store::StoreOptions options = inline_options(folder.database());
    options.threaded = true;
    std::atomic<int> woken = 0;
    options.wake = [&woken] { ++woken; };
    Past past{4'000};
    Opened opened{options};
    opened.store.append(past.story.take());
    std::optional<model::PruneReply> removed;
    std::optional<model::AuditReport> report;
    opened.store.ask(model::PruneQuery{base::last_instant}, [&](engine::QueryAnswer answer) {
        removed = std::get<model::PruneReply>(answer);
    });
    opened.store.ask(model::AuditQuery{}, [&](engine::QueryAnswer answer) {
        CHECK(removed);  // the audit waits
        report = std::get<model::AuditReport>(answer);
    });
    int steps = 0;
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{60};
    while (!report && std::chrono::steady_clock::now() < end) {
        const int before = woken;
        opened.store.collect();
        opened.store.tidy();
        ++steps;
        while (woken == before && std::chrono::steady_clock::now() < end)
            std::this_thread::sleep_for(std::chrono::microseconds{100});
    }
    REQUIRE(report);
    CHECK(removed->events == past.story.last().event.value);
    CHECK(removed->request_ids == 4'000);
    CHECK(report->findings.empty());
    CHECK(steps > 20);
}
