#include "daemon/clock.h"

#include <catch2/catch.hpp>

namespace {

using namespace calls;
using base::Instant;
using base::Millis;
using daemon::Clock;

// A machine whose two clocks go as the test says.
struct Machine {
    Clock::Sources sources() {
        return {.wall = [this] { return wall; }, .steady = [this] { return steady; }};
    }
    void pass(Millis time) {
        wall = wall + time;
        steady += time;
    }

    Instant wall{1'700'000'000'000};
    Clock::Steady::time_point steady{};
};

}  // namespace

TEST_CASE("clock: a wall clock that is set back changes nothing") {
    Machine machine;
    Clock clock{machine.sources()};
    const Instant before = clock.now();
    machine.wall = Instant{machine.wall.ms - 86'400'000};
    machine.pass(Millis{1000});
    CHECK_FALSE(clock.caught_up());
    CHECK(clock.now() == before + Millis{1000});
}

TEST_CASE("clock: a wall clock that is more than 5 s ahead is followed, a little is not") {
    Machine machine;
    Clock clock{machine.sources()};
    const Instant before = clock.now();
    machine.wall = machine.wall + Millis{5000};
    CHECK_FALSE(clock.caught_up());
    CHECK(clock.now() == before);
    machine.wall = machine.wall + Millis{1};
    CHECK(clock.caught_up());
    CHECK(clock.now() == before + Millis{5001});
    CHECK_FALSE(clock.caught_up());
    machine.pass(Millis{10});
    CHECK(clock.now() == before + Millis{5011});
    CHECK(clock.uptime() == Millis{10});
}

TEST_CASE("clock: a loop that is not heard of for more than 5 s stood still") {
    Machine machine;
    Clock clock{machine.sources()};
    CHECK_FALSE(clock.stood_still());  // the first turn
    machine.pass(Millis{5000});
    CHECK_FALSE(clock.stood_still());
    machine.pass(Millis{5001});
    CHECK(clock.stood_still());
    CHECK_FALSE(clock.stood_still());
}

TEST_CASE("clock: it is raised to the store's latest time, and never lowered") {
    Machine machine;
    Clock clock{machine.sources()};
    const Instant before = clock.now();
    clock.raise_to(before + Millis{500});
    CHECK(clock.now() == before + Millis{500});
    clock.raise_to(before);
    CHECK(clock.now() == before + Millis{500});
    machine.pass(Millis{1});
    CHECK(clock.now() == before + Millis{501});
}
