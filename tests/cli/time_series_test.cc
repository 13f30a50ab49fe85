#include "cli/time_series.h"

#include <catch2/catch.hpp>

namespace {

using namespace calls::cli;

constexpr std::int64_t hour = 60;
constexpr std::int64_t day = 24 * hour;
constexpr std::int64_t year = 365 * day;
constexpr std::int64_t begin = 20'574 * day;  // 2026-05-01

ReportSums one_call() {
    ReportSums sums;
    sums.calls = 1;
    return sums;
}

std::int64_t calls_in(const TimeSeries::Pieces& pieces) {
    std::int64_t calls = 0;
    for (const auto& piece : pieces.list) calls += piece.sums.calls;
    return calls;
}

// A call in each `every` minutes.
TimeSeries series_over(std::int64_t minutes, std::int64_t every) {
    TimeSeries series;
    for (std::int64_t at = 0; at < minutes; at += every) series.add({begin + at}, one_call());
    series.add({begin + minutes - 1}, {});
    return series;
}

}  // namespace

TEST_CASE("time series: the step follows from the length") {
    const auto step_of = [](std::int64_t minutes) {
        return series_over(minutes, minutes < 2000 ? 1 : minutes / 1000).pieces().step;
    };
    CHECK(step_of(1) == Step::minute);
    CHECK(step_of(90) == Step::minute);
    CHECK(step_of(91) == Step::hour);
    CHECK(step_of(day) == Step::hour);
    CHECK(step_of(4 * day) == Step::hour);
    CHECK(step_of(5 * day) == Step::day);
    CHECK(step_of(31 * day) == Step::day);
    CHECK(step_of(100 * day) == Step::day);
    CHECK(step_of(101 * day) == Step::week);
    CHECK(step_of(365 * day) == Step::week);
    CHECK(step_of(4 * year) == Step::month);
    CHECK(step_of(20 * year) == Step::year);
    CHECK(step_of(400 * year) == Step::decade);
    CHECK(step_of(7900 * year) == Step::century);
}

TEST_CASE("time series: nothing is lost and nothing unbounded, whatever the order") {
    for (const std::int64_t length : {day, 30 * day, 400 * day, 3000 * day, 100'000 * day}) {
        TimeSeries forwards;
        TimeSeries backwards;
        for (std::int64_t i = 0; i < 500; ++i) {
            forwards.add({begin + i * length / 500}, one_call());
            backwards.add({begin + (499 - i) * length / 500}, one_call());
        }
        const auto a = forwards.pieces();
        const auto b = backwards.pieces();
        INFO(length / day << " days, per " << step_name(a.step));
        CHECK(calls_in(a) == 500);
        CHECK(a.list.size() <= 111);
        CHECK(a.step == b.step);
        REQUIRE(a.list.size() == b.list.size());
        for (std::size_t i = 0; i < a.list.size(); ++i) {
            CHECK(a.list[i].number == b.list[i].number);
            CHECK(a.list[i].sums == b.list[i].sums);
        }
    }
}

TEST_CASE("time series: hours without a call are there, and empty") {
    TimeSeries series;
    series.add({begin}, {});
    series.add({begin + 5 * hour}, one_call());
    series.add({begin + day - 1}, {});
    const auto pieces = series.pieces();
    REQUIRE(pieces.step == Step::hour);
    REQUIRE(pieces.list.size() == 24);
    CHECK(pieces.list[5].sums.calls == 1);
    CHECK(pieces.list[4].sums.empty());
    CHECK(pieces.list[23].sums.empty());
}

TEST_CASE("time series: none without anything") {
    CHECK(TimeSeries{}.pieces().list.empty());
}
