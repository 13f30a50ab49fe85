#include <catch2/catch.hpp>

#include "tests/core/rules/world.h"

// How a ringing call becomes a talking one: idal and the first heartbeats.

namespace {

using namespace calls;
using namespace calls::tests;

using Kinds = std::vector<std::string>;

// Times of a call: idal, helo, ehlo, host's and guest's heartbeat.
std::vector<std::int64_t> times(const World& world, std::int64_t id = 1) {
    const model::Call& call = world.call(id);
    return {after_begin(call.idal_time), after_begin(call.helo_time), after_begin(call.ehlo_time),
            after_begin(call.host_hb_time), after_begin(call.guest_hb_time)};
}

using Times = std::vector<std::int64_t>;

}  // namespace

TEST_CASE("idal: the callee answers, and both heartbeat times are counted from then") {
    World world;
    world.dial(1, 2);
    world.at(4000);
    const std::int64_t user = GENERATE(0, 1);  // left out: the callee
    REQUIRE(verdict(world.idal(1, user)) == "granted");
    CHECK(world.fate(1) == "connecting");
    CHECK(times(world) == Times{4000, -1, -1, 4000, 4000});
    CHECK(world.event_kinds(1) == Kinds{"answer"});
    CHECK(world.events()[1].user.value == 1);
}

TEST_CASE("idal: again changes nothing, also while talking") {
    World world;
    world.dial(1, 2);
    world.idal(1);
    world.at(100);
    CHECK(verdict(world.idal(1)) == "granted");
    CHECK(times(world) == Times{0, -1, -1, 0, 0});
    world.talk(1);
    world.at(200);
    CHECK(verdict(world.idal(1)) == "granted");
    CHECK(times(world) == Times{0, 100, 100, 100, 100});
    CHECK(world.event_kinds() == Kinds{"dial", "answer", "hello", "hello-back"});
}

TEST_CASE("idal: who may not") {
    struct Case {
        bool ended;
        std::int64_t call;
        std::int64_t user;
        const char* verdict;
    };
    const auto wish = GENERATE(values<Case>({{false, 9, 1, "not_found"},
                                             {false, 1, 2, "forbidden"},  // the caller
                                             {false, 1, 3, "forbidden"},  // a stranger
                                             {true, 1, 3, "forbidden"},
                                             {true, 1, 1, "ended"},
                                             {true, 1, 0, "ended"},
                                             {true, 1, 2, "ended"}}));
    CAPTURE(wish.ended, wish.call, wish.user);
    World world;
    world.dial(1, 2);
    if (wish.ended) world.hang(1, 2);
    const auto answer = world.idal(wish.call, wish.user);
    CHECK(verdict(answer) == wish.verdict);
    if (std::string{wish.verdict} == "ended")
        CHECK(answer.error().ended->call.hang_reason == model::HangReason::cancel);
}

TEST_CASE("heartbeat: the callee's first is the hello, the caller's next the hello-back") {
    const bool direct = GENERATE(false, true);
    const std::int64_t caller = direct ? 1 : 2;
    const std::int64_t callee = direct ? 2 : 1;
    World world;
    world.dial(1, 2, direct);
    world.at(1000);
    world.idal(1);
    world.at(2000);
    world.beat(1, callee);
    CHECK(world.fate(1) == "connecting");
    CHECK(after_begin(world.call(1).helo_time) == 2000);
    world.at(3000);
    world.beat(1, caller);
    CHECK(world.fate(1) == "talking");
    CHECK(times(world) == Times{1000, 2000, 3000, direct ? 3000 : 2000, direct ? 2000 : 3000});
    CHECK(world.event_kinds() == Kinds{"dial", "answer", "hello", "hello-back"});
    CHECK(world.events()[2].user.value == callee);
    CHECK(world.events()[3].user.value == caller);
}

TEST_CASE("heartbeat: the callee's first answers a ringing call too") {
    World world;
    world.dial(1, 2);
    world.at(2500);
    world.beat(1, 1);
    CHECK(times(world) == Times{2500, 2500, -1, 2500, 2500});
    CHECK(world.event_kinds(1) == Kinds{"answer", "hello"});
}

TEST_CASE("heartbeat: the caller's before the hello only keeps him alive") {
    World world;
    world.dial(1, 2);
    world.at(1000);
    world.beat(1, 2);
    CHECK(world.fate(1) == "ringing");
    CHECK(times(world) == Times{-1, -1, -1, 0, 1000});
    world.idal(1);
    world.at(2000);
    world.beat(1, 2);
    CHECK(world.fate(1) == "connecting");
    CHECK(times(world) == Times{1000, -1, -1, 1000, 2000});
    world.at(3000);
    world.beat(1, 1);
    CHECK(world.fate(1) == "connecting");  // an earlier one is no hello-back
    world.beat(1, 2);
    CHECK(world.fate(1) == "talking");
}

TEST_CASE("heartbeat: the plain ones change their own side's time and make no event") {
    World world;
    world.dial(1, 2);
    world.talk(1);
    const std::size_t before = world.events().size();
    world.at(4000);
    world.beat(1, 1);
    world.at(5000);
    world.beat(1, 2);
    CHECK(times(world) == Times{0, 0, 0, 4000, 5000});
    CHECK(world.events().size() == before);
}

TEST_CASE("heartbeat: an ended call is returned as it ended, and strangers are refused") {
    World world;
    world.dial(1, 2);
    world.hang(1, 2);
    world.at(1000);
    const auto answer = world.beat(1, 1);
    REQUIRE(verdict(answer) == "granted");
    CHECK(std::get<model::CallView>(*answer).call == world.call(1));
    CHECK(times(world) == Times{-1, -1, -1, 0, 0});
    CHECK(verdict(world.beat(1, 3)) == "forbidden");
    CHECK(verdict(world.beat(2, 1)) == "not_found");
}

TEST_CASE("durations: each part stops where the next begins, at the hang, or now") {
    model::Call call;
    call.dial_time = {1000};
    const auto lengths = [&](std::int64_t now) {
        const auto durations = model::durations_of(call, {now});
        return Times{durations.ring.count(), durations.wait.count(), durations.talk.count()};
    };
    CHECK(lengths(1500) == Times{500, 0, 0});
    call.idal_time = {3000};
    CHECK(lengths(3500) == Times{2000, 500, 0});
    call.ehlo_time = {4000};
    CHECK(lengths(9000) == Times{2000, 1000, 5000});
    call.hang_time = {6000};
    CHECK(lengths(9000) == Times{2000, 1000, 2000});
    call.ehlo_time = {0};
    CHECK(lengths(9000) == Times{2000, 3000, 0});
    call.idal_time = {0};
    CHECK(lengths(9000) == Times{5000, 0, 0});
}
