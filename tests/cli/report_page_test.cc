#include "cli/report_page.h"

#include <limits>
#include <regex>

#include <catch2/catch.hpp>

#include "tests/cli/time_zone.h"
#include "tests/support/well_formed.h"

namespace {

using namespace calls::cli;
using tests::not_well_formed;
using tests::TimeZone;
constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

ReportData nothing() {
    ReportData data;
    data.made = {1'778'764'029'000};  // 2026-05-14 13:07:09 UTC
    data.until = {data.made.ms + 1};
    data.until_now = true;
    data.calld_version = "9.8.7";
    return data;
}

// Each of them a number of calls, all of the same kind.
void put_calls(ReportData& data, const std::string& reason, const ReportSums& sums) {
    data.reasons.push_back({reason, sums});
    data.totals.add(sums);
    data.hosts.add(1, sums);
    data.guests.add(2, sums);
    WallClock clock;
    data.series.add(clock.at(data.made), sums);
    data.week.add(clock.at(data.made));
    data.talk.add(Millis{sums.talk_ms});
}

}  // namespace

TEST_CASE("report page: with nothing in it, it says so") {
    const TimeZone utc("UTC");
    ReportData data = nothing();
    data.live_calls = 2;
    const std::string page = report_page(data);
    CHECK(not_well_formed(page).empty());
    CHECK(contains(page, "No calls ended and no tickets were taken in this time"));
    CHECK(contains(page, "2 calls live now"));
    CHECK(contains(page, "Everything up to 2026-05-14 13:07:09"));
    CHECK(contains(page, "calld 9.8.7"));
    CHECK(!contains(page, "class=\"plot\""));
}

TEST_CASE("report page: it says which time it covers, and whose") {
    const TimeZone zone("CST-8");
    ReportData data = nothing();
    data.since = Instant{1'777'564'800'000};  // 2026-05-01 00:00 there
    data.until = Instant{1'777'651'200'000};
    data.until_now = false;
    data.manual_clock = true;
    const std::string page = report_page(data);
    CHECK(contains(page, "2026-05-01 00:00 to 2026-05-02 00:00"));
    CHECK(contains(page, "CST-8 (UTC+08:00)"));
    CHECK(contains(page, "Made 2026-05-14 21:07:09 by calld&#39;s manual clock"));
}

TEST_CASE("report page: every chart has a table behind it, and nothing comes from outside") {
    const TimeZone utc("UTC");
    ReportData data = nothing();
    put_calls(data, "hangup",
              {.calls = 3,
               .answered = 3,
               .talk_ms = 125'000,
               .tickets = 4,
               .free_tickets = 1,
               .paid = 3000,
               .earned = 2800,
               .fees = 900});
    const std::string page = report_page(data);
    CHECK(not_well_formed(page).empty());
    for (const char* title : {"Calls per minute", "Coins per minute", "Why calls ended",
                              "How long calls talked", "Top hosts", "Top guests"}) {
        INFO(title);
        CHECK(contains(page, "<h2>" + std::string(title) + "</h2>"));
    }
    const std::regex card("<section class=\"card");
    const std::regex table("<details>");
    const auto count = [&page](const std::regex& what) {
        return std::distance(std::sregex_iterator(page.begin(), page.end(), what), {});
    };
    CHECK(count(card) == count(table));
    CHECK(!std::regex_search(page, std::regex(R"((<script|<img|<iframe|@import|url\(|\bon\w+=))")));
    const std::regex address(R"((https?:)?//[\w.]+)");
    for (std::sregex_iterator it(page.begin(), page.end(), address), end; it != end; ++it)
        CHECK(it->str() == "http://www.w3.org");
    CHECK(contains(page, "prefers-color-scheme: dark"));
}

TEST_CASE("report page: what others wrote stays text") {
    const TimeZone zone("<b>\"&'");
    ReportData data = nothing();
    data.calld_version = "1</p><script>alert(1)</script>";
    put_calls(data, "<i>odd</i>", {.calls = 1});
    const std::string page = report_page(data);
    CHECK(not_well_formed(page).empty());
    CHECK(!contains(page, "<script"));
    CHECK(!contains(page, "<i>"));
    CHECK(contains(page, "&lt;i&gt;odd"));
}

TEST_CASE("report page: the largest numbers there are") {
    const TimeZone utc("UTC");
    ReportData data = nothing();
    const ReportSums huge{.calls = most,
                          .answered = most,
                          .talk_ms = most,
                          .tickets = most,
                          .free_tickets = 0,
                          .paid = most,
                          .earned = most,
                          .fees = 0};
    put_calls(data, "hangup", huge);
    put_calls(data, "no-funds", huge);
    const std::string page = report_page(data);
    CHECK(not_well_formed(page).empty());
    CHECK(contains(page, "9,223,372,036,854,775,807"));
    CHECK(!contains(page, "nan"));
    CHECK(!contains(page, "-9,"));
}
