#include <catch2/catch.hpp>

#include "tests/core/store/opened.h"
#include "tests/core/store/story.h"

namespace {

using namespace calls;
using namespace calls::tests;
using Catch::Matchers::Contains;

constexpr model::Terms each_minute{
    .mode = model::Mode::each, .period = Millis{60'000}, .price = {99}};
constexpr model::Terms once{.mode = model::Mode::once, .period = Millis{0}, .price = {500}};

// A store with something of everything, whose books are in order until a test spoils them.
struct Audited {
    Audited() {
        Opened opened{folder.database()};
        story.start(0);
        story.pass(Millis{1});
        story.deposit(2, 10'000, "salary");
        model::Call paid = story.dial(1, 2);
        const model::Offer offer = story.offer(paid, each_minute);
        story.talk(paid);
        for (int i = 0; i < 3; ++i) {
            story.ticket(offer, 2, i == 1);
            story.pass(Millis{60'000});
        }
        story.hang(paid);
        story.ticket(story.chat_offer(1, "photos", once), 2);
        story.dial(3, 4);
        opened.store.append(story.take());
    }

    void spoil(const std::string& sql) const {
        store::Database tables{folder.database(), store::Database::Access::read_write};
        tables.run(
            "DROP TRIGGER IF EXISTS app_ledger_kept; DROP TRIGGER IF EXISTS app_ledger_stays;"
            "DROP TRIGGER IF EXISTS app_call_record_kept; DROP TRIGGER IF EXISTS "
            "app_trade_ticket_kept;"
            "DROP TRIGGER IF EXISTS app_trade_ticket_stays; PRAGMA ignore_check_constraints = ON;");
        tables.run(sql);
    }

    [[nodiscard]] model::AuditReport audit() const {
        Opened opened{folder.database()};
        return std::get<model::AuditReport>(opened.ask(model::AuditQuery{}));
    }

    // What was found, each name once.
    [[nodiscard]] std::string found_after(const std::string& sql) const {
        spoil(sql);
        std::string names;
        for (const model::AuditFinding& finding : audit().findings)
            if (names.find(finding.what) == std::string::npos) names += finding.what + "; ";
        return names;
    }

    TempFolder folder;
    Story story;
};

}  // namespace

TEST_CASE("store: an audit of sound books finds nothing, and says what it looked at") {
    const Audited audited;
    const model::AuditReport report = audited.audit();
    for (const auto& finding : report.findings)
        UNSCOPED_INFO(finding.what << ": " << finding.expected << ", " << finding.found);
    CHECK(report.findings.empty());
    const auto checked = [&](const std::string& what) {
        for (const auto& [name, count] : report.checked)
            if (name == what) return count;
        return std::int64_t{-1};
    };
    CHECK(checked("liveCalls") == 1);
    CHECK(checked("endedCalls") == 1);
    CHECK(checked("tickets") == 4);
    CHECK(checked("accounts") == 4);
    CHECK(checked("entries") == 8);
    CHECK(checked("requests") == 1);
    CHECK(checked("starts") == 1);
}

TEST_CASE("store: an audit finds money that moved by itself") {
    const Audited audited;
    CHECK_THAT(
        audited.found_after("UPDATE app_account SET balance = balance + 1 WHERE user_id = 2"),
        Contains("all balances add up to 0") && Contains("a balance is the sum"));
}

TEST_CASE("store: an audit finds a ledger that was tampered with") {
    const Audited audited;
    CHECK_THAT(
        audited.found_after("UPDATE app_ledger SET amount = amount - 1 WHERE entry_id = 2"),
        Contains("a balance is the sum") && Contains("what a ticket moved is in the ledger"));
    CHECK_THAT(audited.found_after("UPDATE app_ledger SET credit_user_id = 9 WHERE entry_id = 3"),
               Contains("an entry moves money between the right accounts"));
}

TEST_CASE("store: an audit finds tickets that overlap, gap, or do not add up") {
    const Audited audited;
    CHECK(audited.found_after("UPDATE app_trade_ticket SET ticket_time = ticket_time - 1,"
                              " done_time = done_time - 1 WHERE ticket_id = 2") ==
          "tickets of one payer and offer do not overlap; "
          "tickets of one call leave no gap while it is talking; ");
    CHECK_THAT(audited.found_after("UPDATE app_trade_ticket SET done_time = done_time + 5"
                                   " WHERE ticket_id = 3"),
               Contains("a ticket lasts one period"));
    CHECK_THAT(audited.found_after("UPDATE app_call_money SET tickets = 7"),
               Contains("a call's totals are the sum of its tickets"));
}

TEST_CASE("store: an audit finds a period that nobody paid, unless a start forgave it") {
    const Audited audited;
    CHECK(audited.found_after("UPDATE app_call_record SET hang_time = hang_time + 1,"
                              " host_hb_time = hang_time, guest_hb_time = hang_time") ==
          "a call's tickets reach to its end; ");
    Opened opened{audited.folder.database()};
    opened.store.close();
    store::Database tables{audited.folder.database(), store::Database::Access::read_write};
    tables.run("INSERT INTO app_start SELECT 999, hang_time, 1 FROM app_call_record");
    CHECK(audited.audit().findings.empty());
}

TEST_CASE("store: an audit finds calls whose rows do not fit together") {
    const Audited audited;
    CHECK_THAT(audited.found_after("DELETE FROM app_rtc_value WHERE user_id = 2"),
               Contains("a call has its counters"));
    CHECK_THAT(audited.found_after("UPDATE app_call_record SET helo_time = 1"),
               Contains("the times of a call are in order"));
    CHECK_THAT(
        audited.found_after("INSERT INTO app_call_ing SELECT 55, 4, 5, dial_time, 4, 0, 0, 0,"
                            " 0, 0, dial_time, dial_time FROM app_call_ing"),
        Contains("a user is in at most one live call"));
}
