#include <catch2/catch.hpp>

#include "tests/core/rules/world.h"

namespace {

using namespace calls;
using namespace calls::tests;

enum class Until { ringing, connecting, talking };

void bring_to(World& world, Until phase) {
    if (phase == Until::connecting) world.idal(1);
    if (phase == Until::talking) world.talk(1);
}

}  // namespace

TEST_CASE("hang: the reason says who and when") {
    struct Case {
        bool direct;
        Until phase;
        std::int64_t user;
        const char* fate;
    };
    const auto wish = GENERATE(values<Case>({{false, Until::ringing, 2, "cancel at 10 by 2"},
                                             {false, Until::ringing, 1, "reject at 10 by 1"},
                                             {true, Until::ringing, 1, "cancel at 10 by 1"},
                                             {true, Until::ringing, 2, "reject at 10 by 2"},
                                             {false, Until::ringing, 0, "operator at 10 by 0"},
                                             {false, Until::connecting, 2, "hangup at 10 by 2"},
                                             {false, Until::connecting, 1, "hangup at 10 by 1"},
                                             {false, Until::connecting, 0, "operator at 10 by 0"},
                                             {false, Until::talking, 2, "hangup at 10 by 2"},
                                             {true, Until::talking, 2, "hangup at 10 by 2"},
                                             {false, Until::talking, 0, "operator at 10 by 0"}}));
    CAPTURE(wish.fate);
    World world;
    world.dial(1, 2, wish.direct);
    bring_to(world, wish.phase);
    world.at(10);
    REQUIRE(verdict(world.hang(1, wish.user)) == "granted");
    CHECK(world.fate(1) == wish.fate);
    CHECK(world.event_kinds().back() == "hang");
    CHECK(world.events().back().user.value == wish.user);
    CHECK(world.state().live_calls() == 0);
    CHECK(world.state().live_call_of({1}) == model::CallId{});
    CHECK(world.state().live_call_of({2}) == model::CallId{});
}

TEST_CASE("hang: an ended call is returned as it is") {
    World world;
    world.dial(1, 2);
    world.hang(1, 2);
    world.at(50);
    const std::int64_t user = GENERATE(0, 1, 2);
    const auto answer = world.hang(1, user);
    REQUIRE(verdict(answer) == "granted");
    CHECK(std::get<model::CallView>(*answer).call == world.call(1));
    CHECK(world.fate(1) == "cancel at 0 by 2");
    CHECK(world.events().size() == 2);
}

TEST_CASE("hang: only a party or the operator") {
    World world;
    world.dial(1, 2);
    CHECK(verdict(world.hang(1, 3)) == "forbidden");
    CHECK(verdict(world.hang(2, 1)) == "not_found");
    world.hang(1);
    CHECK(verdict(world.hang(1, 3)) == "forbidden");
}

TEST_CASE("hang: a deadline that came first keeps its own time and reason") {
    World world;
    world.dial(1, 2);
    world.at(40'000);
    CHECK(verdict(world.hang(1, 2)) == "granted");
    CHECK(world.fate(1) == "ring-timeout at 30000 by 0");
}
