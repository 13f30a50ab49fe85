#include <atomic>

#include <catch2/catch.hpp>

#include "tests/core/store/opened.h"
#include "tests/core/store/story.h"
#include "tests/core/store/wait_until.h"

// An audit on its own thread gets its events from the loop, piece by piece, inside collect(): so a
// test that does not collect holds it in the middle.

namespace {

using namespace calls;
using namespace calls::tests;

class Bureau {
  public:
    Bureau() : opened_(options()) {
        story.start(0);
        for (int i = 1; i <= 3'000; ++i) story.deposit(i, 10);  // three pieces of events
        live = story.dial(1, 2);
        ended = story.dial(3, 4);
        append();
    }

    void append() { store().append(story.take()); }
    void ask() {
        store().ask(model::AuditQuery{}, [this](engine::QueryAnswer answer) {
            reports.push_back(std::get<model::AuditReport>(std::move(answer)));
        });
    }
    // Until the audit is under way: it wants its first piece.
    bool begin() {
        const int before = woken_;
        ask();
        if (!wait_until([&] { return woken_ > before; })) return false;
        const int begun = woken_;
        store().collect();
        return wait_until([&] { return woken_ > begun; });
    }
    bool answered(std::size_t count) {
        return wait_until([&] {
            store().collect();
            return reports.size() == count;
        });
    }
    store::SqliteStore& store() { return opened_.store; }

    TempFolder folder;
    Story story;
    model::Call live;
    model::Call ended;
    std::vector<model::AuditReport> reports;

  private:
    store::StoreOptions options() {
        store::StoreOptions options = inline_options(folder.database());
        options.threaded = true;
        options.wake = [this] { ++woken_; };
        return options;
    }

    std::atomic<int> woken_ = 0;
    Opened opened_;
};

std::int64_t checked(const model::AuditReport& report, const std::string& what) {
    for (const auto& [name, count] : report.checked)
        if (name == what) return count;
    return -1;
}

}  // namespace

TEST_CASE("auditor: the tables follow while an audit is under way, and it minds no change") {
    Bureau bureau;
    REQUIRE(bureau.begin());
    const model::EventId before = bureau.story.last().event;
    bureau.story.count(bureau.live.id, {7, 8, 9});
    bureau.story.talk(bureau.live);
    bureau.story.hang(bureau.ended);
    bureau.story.dial(3, 4);
    bureau.story.deposit(1, 5);
    bureau.append();
    CHECK(wait_until([&] { return bureau.store().projected() == bureau.story.last().event; }));
    CHECK(bureau.reports.empty());
    REQUIRE(bureau.answered(1));
    for (const auto& finding : bureau.reports.at(0).findings)
        UNSCOPED_INFO(finding.what << " " << finding.id << ": " << finding.expected << ", "
                                   << finding.found);
    CHECK(bureau.reports.at(0).findings.empty());
    CHECK(checked(bureau.reports.at(0), "events") == before.value);
}

TEST_CASE("auditor: a row spoilt while others change is found, and only that") {
    Bureau bureau;
    REQUIRE(wait_until([&] { return bureau.store().projected() == bureau.story.last().event; }));
    {
        store::Database tables{bureau.folder.database(), store::Database::Access::read_write};
        tables.run("UPDATE app_rtc_value SET numb5 = 5 WHERE user_id = 2");
    }
    REQUIRE(bureau.begin());
    bureau.story.count(bureau.live.id, {7, 8, 9});
    bureau.append();
    REQUIRE(wait_until([&] { return bureau.store().projected() == bureau.story.last().event; }));
    REQUIRE(bureau.answered(1));
    REQUIRE(bureau.reports.at(0).findings.size() == 1);
    const model::AuditFinding& finding = bureau.reports.at(0).findings.at(0);
    CHECK(finding.what == "the row of app_rtc_value is as its event left it");
    CHECK(finding.id == 2);
    CHECK(finding.expected == "numb5 0");
    CHECK(finding.found == "numb5 5");
}

TEST_CASE("auditor: who asks meanwhile is answered by an audit that begins later") {
    Bureau bureau;
    REQUIRE(bureau.begin());
    bureau.story.deposit(1, 5);
    bureau.append();
    bureau.ask();
    bureau.ask();
    REQUIRE(bureau.answered(3));
    const std::int64_t all = bureau.story.last().event.value;
    CHECK(checked(bureau.reports.at(0), "events") == all - 1);
    CHECK(checked(bureau.reports.at(1), "events") == all);
    CHECK(checked(bureau.reports.at(2), "events") == all);
}

TEST_CASE("auditor: closing the store ends an audit at once, unanswered") {
    Bureau bureau;
    REQUIRE(bureau.begin());
    bureau.ask();
    bureau.store().close();
    CHECK(bureau.reports.empty());
    const Opened again{bureau.folder.database()};
    CHECK(again.loaded.numbers_found == bureau.story.last());
    CHECK(again.loaded.events.empty());
}
