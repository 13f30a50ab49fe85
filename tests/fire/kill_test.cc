#include <chrono>
#include <cstdlib>
#include <iostream>

#include <catch2/catch.hpp>

#include "tests/fire/kills.h"

// CALLS_TEST_SEED repeats a run; kill_loop runs for longer.
TEST_CASE("kills: under twenty clients nothing acknowledged is lost, and nothing happens twice") {
    const char* given = std::getenv("CALLS_TEST_SEED");
    const auto clock = std::chrono::system_clock::now().time_since_epoch().count();
    const std::uint64_t seed =
        given != nullptr ? std::strtoull(given, nullptr, 10) : static_cast<std::uint64_t>(clock);
    std::cout << "kills: seed " << seed << std::endl;
    const auto outcome = tests::kill_often({.cycles = 40, .seed = seed});
    for (const auto& fault : outcome.faults) FAIL_CHECK(fault);
    CHECK(outcome.kills >= 40);
    CHECK(outcome.granted > 1000);
    CHECK(outcome.asked_again > 40);
}
