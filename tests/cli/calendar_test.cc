#include "cli/calendar.h"

#include <catch2/catch.hpp>

#include "cli/chart_ticks.h"
#include "tests/cli/time_zone.h"

namespace {

using namespace calls::cli;
using tests::TimeZone;

// 2026-05-14 13:07:09 UTC, a Thursday.
constexpr Instant thursday{1'778'764'029'000};

WallTime at(Instant instant) {
    WallClock clock;
    return clock.at(instant);
}

}  // namespace

TEST_CASE("calendar: a zone's offset changes where summer time begins and ends") {
    const Instant begin{1'767'225'600'000};  // 2026-01-01
    const Instant end{1'798'761'600'000};
    const OffsetChange summer{{1'774'746'000'000}, 120};  // 2026-03-29 01:00 UTC
    const OffsetChange winter{{1'792'890'000'000}, 60};   // 2026-10-25 01:00 UTC
    {
        const TimeZone berlin("CET-1CEST,M3.5.0,M10.5.0/3");
        CHECK(offset_changes(begin, end) == std::vector{summer, winter});
        CHECK(offset_changes(summer.from, end) == std::vector{winter});
        CHECK(offset_changes(begin, summer.from) == std::vector{summer});
        CHECK(offset_changes(begin, {summer.from.ms - 1}).empty());
        CHECK(offset_changes({winter.from.ms - 1}, {winter.from.ms + 1}) == std::vector{winter});
        CHECK(offset_changes(end, begin).empty());
    }
    const TimeZone shanghai("CST-8");
    CHECK(offset_changes(begin, end).empty());
}

TEST_CASE("calendar: the wall shows the zone's hour and day") {
    const TimeZone shanghai("CST-8");
    CHECK(at(thursday).hour() == 21);
    CHECK(at(thursday).weekday() == 3);
    const Instant later{thursday.ms + std::int64_t{3} * 3'600'000};
    CHECK(at(later).hour() == 0);
    CHECK(at(later).weekday() == 4);
}

TEST_CASE("calendar: a clock that moves for summer time is followed") {
    const TimeZone berlin("CET-1CEST,M3.5.0,M10.5.0/3");
    const Instant before{1'774'745'999'000};  // 2026-03-29 00:59:59 UTC
    WallClock clock;
    CHECK(clock.at(before).hour() == 1);
    CHECK(clock.at(Instant{before.ms + 1000}).hour() == 3);
}

TEST_CASE("calendar: each step has whole pieces, that begin where they say") {
    const TimeZone utc("UTC");
    for (const Step step : {Step::minute, Step::hour, Step::day, Step::week, Step::month,
                            Step::year, Step::decade, Step::century}) {
        INFO(step_name(step));
        const std::int64_t piece = piece_of(at(thursday), step);
        const WallTime begin = begin_of(piece, step);
        CHECK(piece_of(begin, step) == piece);
        CHECK(piece_of({begin.minutes - 1}, step) == piece - 1);
        CHECK(begin.minutes <= at(thursday).minutes);
        CHECK(begin_of(piece + 1, step).minutes > at(thursday).minutes);
    }
}

TEST_CASE("calendar: pieces in words") {
    const TimeZone utc("UTC");
    const auto words = [](Step step) { return piece_text(piece_of(at(thursday), step), step); };
    CHECK(words(Step::minute) == "2026-05-14 13:07");
    CHECK(words(Step::hour) == "2026-05-14 13:00");
    CHECK(words(Step::day) == "Thu 2026-05-14");
    CHECK(words(Step::week) == "week of 2026-05-11");
    CHECK(words(Step::month) == "2026-05");
    CHECK(words(Step::year) == "2026");
    CHECK(words(Step::decade) == "2020s");
    CHECK(words(Step::century) == "2000s");
    const auto tick = [](Step step) { return tick_text(piece_of(at(thursday), step), step); };
    CHECK(tick(Step::hour) == "13:00");
    CHECK(tick(Step::day) == "14 May");
    CHECK(tick(Step::month) == "May");
    CHECK(tick_text(std::int64_t{2027} * 12, Step::month) == "2027");
    CHECK(tick_text(24, Step::hour) == "2 Jan");
}

TEST_CASE("chart ticks: never more words than fit, at times people count by") {
    for (const std::size_t pieces : {1UL, 7UL, 24UL, 31UL, 96UL, 97UL}) {
        for (const Step step : {Step::minute, Step::hour, Step::day, Step::week, Step::month}) {
            const ChartTicks ticks = ticks_for(step, pieces);
            std::int64_t count = 0;
            std::int64_t narrow = 0;
            for (std::int64_t piece = 20'000; std::cmp_less(piece, 20'000 + pieces); ++piece) {
                if (!ticks.has(piece)) continue;
                ++count;
                if (!ticks.where_wide(piece)) ++narrow;
            }
            INFO(step_name(step) << ", " << pieces << ", every " << ticks.every);
            CHECK(count <= 13);
            CHECK(narrow <= 7);
        }
    }
    const ChartTicks weeks = ticks_for(Step::day, 31);
    CHECK(weeks.has(4));  // Monday, 1970-01-05
    CHECK(!weeks.has(5));
}
