#include <catch2/catch.hpp>

#include "tests/core/store/audited.h"

namespace {

using namespace calls;
using namespace calls::tests;

}  // namespace

TEST_CASE("audit: sound books have no findings, and it says what was looked at") {
    const Audited audited;
    const bool events_kept = GENERATE(true, false);
    if (!events_kept) audited.forget_events();
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
    CHECK(checked("events") == (events_kept ? audited.story.last().event.value : 0));
}

TEST_CASE("audit: a start forgives what was not paid since, unless both sides were heard again") {
    const Audited audited;
    audited.forget_events();
    const std::string missed =
        "a call's tickets reach to its end [1] a ticket from +180001 | none; the call ended at "
        "+190001\n";
    CHECK(audited.found_after("UPDATE app_call_record SET hang_time = hang_time + 10000,"
                              " host_hb_time = hang_time + 10000,"
                              " guest_hb_time = hang_time + 9000") == missed);
    audited.spoil("INSERT INTO app_start SELECT 2, guest_hb_time - 1, 1 FROM app_call_record");
    CHECK(audited.findings() == missed);
    audited.spoil("UPDATE app_start SET time = time + 2 WHERE event_id = 2");
    CHECK(audited.findings().empty());
    audited.spoil("UPDATE app_start SET time = time + 1000000 WHERE event_id = 2");
    CHECK(audited.findings() == missed);
}

TEST_CASE("audit: for lack of funds a start lets a call end later than its payment was due") {
    const Audited audited;
    audited.forget_events();
    audited.spoil(
        "UPDATE app_call_record SET hang_time = hang_time + 10000,"
        " host_hb_time = hang_time + 10000, guest_hb_time = hang_time + 9000,"
        " hang_reason = 'no-funds', hang_user_id = 0");
    CHECK(audited.findings() ==
          "a call ends for lack of funds when a payment is due [1] a payment due at +190001"
          " | due at +180001\n");
    audited.spoil("INSERT INTO app_start SELECT 2, guest_hb_time, 1 FROM app_call_record");
    CHECK(audited.findings().empty());
}

TEST_CASE("audit: of a live call nothing is missed that is due after its latest heartbeat") {
    const Audited audited;
    audited.forget_events();
    audited.spoil(
        "UPDATE app_call_ing SET idal_time = dial_time, helo_time = dial_time,"
        " ehlo_time = dial_time; INSERT INTO app_trade_server"
        " SELECT 9, 3, 'call-2', 2, 'CALL', 'EACH', 60000, 5, dial_time FROM app_call_ing");
    CHECK(audited.findings().empty());
    audited.spoil("UPDATE app_call_ing SET host_hb_time = dial_time + 1");
    CHECK(audited.findings() ==
          "a live call is paid up to its latest heartbeat [2] a ticket from +180001"
          " | none; heard of at +180002\n");
    audited.spoil("INSERT INTO app_start SELECT 2, dial_time, 1 FROM app_call_ing");
    CHECK(audited.findings().empty());
}

TEST_CASE("audit: of each kind a hundred findings are listed, and the rest counted") {
    const Audited audited;
    audited.forget_events();
    audited.spoil(
        "WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 159)"
        " INSERT INTO app_call_money SELECT i, 0, 0, 0 FROM n");
    const model::AuditReport report = audited.audit();
    REQUIRE(report.findings.size() == 101);
    CHECK(report.findings.at(99).id == 109);
    CHECK(report.findings.at(100).id == 0);
    CHECK(report.findings.at(100).found == "50 more");
}

TEST_CASE("audit: ids far apart take no longer than their rows") {
    const Audited audited;
    audited.forget_events();
    CHECK(
        audited.found_after("INSERT INTO app_call_money VALUES (9223372036854775807, 0, 0, 0);"
                            "INSERT INTO app_ticket_money VALUES (9223372036854775807, 0, 0, 1)") ==
        "totals belong to a call [9223372036854775807] a call | none\n"
        "what a ticket moved belongs to a ticket [9223372036854775807] a ticket | none\n");
}
