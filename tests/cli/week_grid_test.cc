#include "cli/week_grid.h"

#include <catch2/catch.hpp>

namespace {

using calls::cli::WallTime;
using calls::cli::WeekGrid;

constexpr std::int64_t hour = 60;
constexpr std::int64_t day = 24 * hour;
constexpr std::int64_t monday = 4 * day;  // 1970-01-05

}  // namespace

TEST_CASE("week grid: the mean of an hour is over the times it came") {
    WeekGrid week;
    week.cover({monday}, {monday + 10 * day - 1});  // Monday to Wednesday come twice
    for (int i = 0; i < 6; ++i) week.add({monday + 9 * hour});
    for (int i = 0; i < 4; ++i) week.add({monday + 3 * day + 9 * hour + 59});
    CHECK(week.times(0, 9) == 2);
    CHECK(week.times(2, 23) == 2);
    CHECK(week.times(3, 0) == 1);
    CHECK(week.times(6, 23) == 1);
    CHECK(week.count(0, 9) == 6);
    CHECK(week.mean(0, 9) == 3);
    CHECK(week.mean(3, 9) == 4);
    CHECK(week.most() == 4);
    CHECK(week.mean(5, 5) == 0);
}

TEST_CASE("week grid: hours that are begun count, and no others") {
    WeekGrid week;
    week.cover({monday + 9 * hour + 30}, {monday + 11 * hour});
    CHECK(week.times(0, 8) == 0);
    CHECK(week.times(0, 9) == 1);
    CHECK(week.times(0, 11) == 1);
    CHECK(week.times(0, 12) == 0);
    CHECK(week.mean(0, 8) == 0);
}

TEST_CASE("week grid: many years are no more work than a week") {
    WeekGrid week;
    week.cover({monday}, {monday + 7 * day * 400'000 - 1});
    for (int i = 0; i < 7; ++i) CHECK(week.times(i, 12) == 400'000);
}
