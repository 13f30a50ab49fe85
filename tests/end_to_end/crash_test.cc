#include "tests/end_to_end/crash.h"

#include <chrono>
#include <cstdlib>
#include <iostream>

#include <catch2/catch.hpp>

// CALLS_TEST_SEED repeats a run.
TEST_CASE("crash: what was acknowledged survives kill -9") {
    const char* given = std::getenv("CALLS_TEST_SEED");
    const auto clock = std::chrono::system_clock::now().time_since_epoch().count();
    const std::uint64_t seed =
        given != nullptr ? std::strtoull(given, nullptr, 10) : static_cast<std::uint64_t>(clock);
    std::cout << "crash: seed " << seed << std::endl;
    INFO("seed " << seed);
    const auto outcome = tests::crash({.commands = 1000, .kills = 6, .seed = seed});
    for (const auto& fault : outcome.faults) FAIL_CHECK(fault);
    CHECK(outcome.granted > 200);
    CHECK(outcome.kills >= 2);
}
