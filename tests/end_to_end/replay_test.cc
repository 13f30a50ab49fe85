#include "tests/end_to_end/replay.h"

#include <filesystem>

#include <catch2/catch.hpp>

#include "tests/support/programs.h"

TEST_CASE("replay: ten days of a network's calls come out as arithmetic says") {
    FIND_DATA_OR_SKIP(file, "calls/vast2008-cdr.csv");
    const auto calls = tests::read_records(file);
    REQUIRE(calls.size() == 9834);

    const auto expected = tests::expected_totals(calls);
    REQUIRE(expected == tests::ReplayTotals{8272, 1562, 150575, 15057500});

    const auto got = tests::replay(calls);
    CHECK(got.accepted == expected.accepted);
    CHECK(got.busy == expected.busy);
    CHECK(got.tickets == expected.tickets);
    CHECK(got.coins == expected.coins);
}
