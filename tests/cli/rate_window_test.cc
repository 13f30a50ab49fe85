#include "cli/rate_window.h"

#include <limits>

#include <catch2/catch.hpp>

namespace {

using calls::cli::Instant;
using calls::cli::Millis;
using calls::cli::RateWindow;
using calls::cli::tenths_per_minute;
using namespace std::chrono_literals;

constexpr std::int64_t begin = 1'767'225'600'000;

Instant at(std::int64_t ms) {
    return {begin + ms};
}

}  // namespace

TEST_CASE("rate window: counts what lies within, to a tenth of a second") {
    RateWindow window;
    window.add(at(0), 1);
    window.add(at(50), 2);
    window.add(at(5'000), 10);
    CHECK(window.sum(at(5'000), 10s) == 13);
    CHECK(window.sum(at(9'950), 10s) == 13);
    CHECK(window.sum(at(10'000), 10s) == 10);
    CHECK(window.sum(at(15'000), 10s) == 0);
    CHECK(window.sum(at(15'000), 60s) == 13);
}

TEST_CASE("rate window: what has not happened yet does not count") {
    RateWindow window;
    window.add(at(5'000), 1);
    CHECK(window.sum(at(4'000), 10s) == 0);
}

TEST_CASE("rate window: five minutes are kept, and a jump of the clock leaves nothing behind") {
    RateWindow window;
    for (int second = 0; second < 400; ++second) window.add(at(second * 1000), 1);
    CHECK(window.sum(at(399'000), RateWindow::length_max) == 300);
    window.add(at(86'400'000), 5);
    CHECK(window.sum(at(86'400'000), RateWindow::length_max) == 5);
    window.add(at(86'400'000 - 300'000), 7);  // older than what is kept
    CHECK(window.sum(at(86'400'000), RateWindow::length_max) == 5);
}

TEST_CASE("rate window: an empty one, and one that was cleared, know nothing") {
    RateWindow window;
    CHECK(window.sum(at(0), 60s) == 0);
    CHECK(window.cells(at(0), 1s, 3) == std::vector<std::int64_t>{0, 0, 0});
    window.add(at(0), 1);
    window.clear();
    CHECK(window.sum(at(0), 60s) == 0);
}

TEST_CASE("rate window: sums stop at the largest number") {
    RateWindow window;
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    window.add(at(0), most);
    window.add(at(0), most);
    window.add(at(1'000), most);
    CHECK(window.sum(at(1'000), 60s) == most);
    CHECK(tenths_per_minute(most, 10s) == most);
}

TEST_CASE("rate window: cells stand still while the clock goes through them") {
    RateWindow window;
    window.add(at(500), 1);
    window.add(at(2'100), 2);
    window.add(at(3'900), 4);
    const std::vector<std::int64_t> cells{0, 1, 6};
    CHECK(window.cells(at(4'000), 2s, 3) == cells);
    CHECK(window.cells(at(5'900), 2s, 3) == cells);
    CHECK(window.cells(at(6'000), 2s, 3) == std::vector<std::int64_t>{1, 6, 0});
}

TEST_CASE("rate window: a minute's worth, in tenths") {
    CHECK(tenths_per_minute(1, 10s) == 60);
    CHECK(tenths_per_minute(1, 300s) == 2);
    CHECK(tenths_per_minute(7, 60s) == 70);
    CHECK(tenths_per_minute(7, 0s) == 0);
}
