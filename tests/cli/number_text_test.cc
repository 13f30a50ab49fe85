#include "cli/number_text.h"

#include <limits>

#include <catch2/catch.hpp>

namespace {

using namespace calls::cli;
using namespace std::chrono_literals;
constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

}  // namespace

TEST_CASE("number text: thousands are grouped") {
    CHECK(grouped(0) == "0");
    CHECK(grouped(999) == "999");
    CHECK(grouped(1000) == "1,000");
    CHECK(grouped(-1234567) == "-1,234,567");
    CHECK(grouped(-100) == "-100");
    CHECK(grouped(most) == "9,223,372,036,854,775,807");
}

TEST_CASE("number text: brief for an axis") {
    CHECK(brief(0) == "0");
    CHECK(brief(950) == "950");
    CHECK(brief(1500) == "1.5k");
    CHECK(brief(20'000) == "20k");
    CHECK(brief(2'500'000) == "2.5M");
    CHECK(brief(most) == "9.2E");
}

TEST_CASE("number text: shares, the smallest and the almost whole included") {
    CHECK(share_text(1, 3) == "33.3%");
    CHECK(share_text(3, 100) == "3.0%");
    CHECK(share_text(0, 5) == "0%");
    CHECK(share_text(5, 5) == "100%");
    CHECK(share_text(1, 1'000'000) == "<0.1%");
    CHECK(share_text(999'999, 1'000'000) == ">99.9%");
    CHECK(share_text(0, 0) == "-");
}

TEST_CASE("number text: lengths in their two largest units") {
    CHECK(length_text(0ms) == "0s");
    CHECK(length_text(400ms) == "0.4s");
    CHECK(length_text(59'999ms) == "59s");
    CHECK(length_text(60s) == "1m");
    CHECK(length_text(3h + 5min + 59s) == "3h 5m");
    CHECK(length_text(50h + 30min) == "2d 2h");
    CHECK(length_text(24h * 12'345) == "12,345d");
}

TEST_CASE("number text: sums stop at the largest number") {
    CHECK(capped_sum(1, 2) == 3);
    CHECK(capped_sum(most, 1) == most);
}
