#include "tests/fire/hold.h"

#include <catch2/catch.hpp>

TEST_CASE("hold: a quiet connection costs little memory, and nobody else's time") {
    const auto outcome = tests::hold(2000, 2000);
    REQUIRE(outcome.held > 0);
    CHECK(outcome.bytes_each < 4096);
    CHECK(outcome.beside.median_us < 2 * outcome.alone.median_us + 500);
}
