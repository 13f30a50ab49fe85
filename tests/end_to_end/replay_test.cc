#include "tests/end_to_end/replay.h"

#include <catch2/catch.hpp>

#include "tests/support/data.h"

TEST_CASE("replay: ten days of a network's calls come out as arithmetic says") {
    const auto file = tests::data_or_skip("calls/vast2008-cdr.csv");
    if (!file) return;
    const auto calls = tests::read_records(*file);
    REQUIRE(calls.size() == 9834);

    const auto expected = tests::expected_totals(calls);
    REQUIRE(expected == tests::ReplayTotals{8272, 1562, 150575, 15057500});

    const auto got = tests::replay(calls);
    CHECK(got.accepted == expected.accepted);
    CHECK(got.busy == expected.busy);
    CHECK(got.tickets == expected.tickets);
    CHECK(got.coins == expected.coins);
}
