#include "tests/simulator/history.h"

#include <catch2/catch.hpp>

// Enough to see that the simulator and what it watches fit each other; `simulator --time` goes on.

TEST_CASE("simulator: nothing is lost and nothing done twice in a few hundred histories") {
    calls::simulator::Tally tally;
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        INFO("seed " << seed);
        tally.add(calls::simulator::History{seed}.run(400));
    }
    CHECK(tally.kills > 100);
    CHECK(tally.power_cuts > 100);
    CHECK(tally.io_errors > 50);
    CHECK(tally.full_disks > 10);
    CHECK(tally.live_at_start > 100);
    CHECK(tally.ways_made > 30);
}

TEST_CASE("simulator: a seed is one history") {
    calls::simulator::History first{7};
    calls::simulator::History second{7};
    CHECK(first.run(2000).text() == second.run(2000).text());
}
