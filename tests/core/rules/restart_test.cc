#include <catch2/catch.hpp>

#include "tests/core/rules/world.h"

// What a start means for the calls that were live.

namespace {

using namespace calls;
using namespace calls::tests;

using Times = std::vector<std::int64_t>;

// Talking since 0 on a period of 10 s; started again at 35 s, with three periods missed.
World restarted(std::int64_t balance) {
    World world;
    world.deposit(2, balance);
    world.dial(1, 2, each(10'000, 10));
    world.talk(1);
    world.restart_at(35'000);
    return world;
}

}  // namespace

TEST_CASE("start: is an event with its time and the live calls") {
    const World world = restarted(1000);
    const model::Event& event = world.events().back();
    CHECK(event.kind == model::EventKind::start);
    CHECK(after_begin(event.time) == 35'000);
    CHECK(std::get<model::StartNote>(event.note).live_calls == 1);
}

TEST_CASE("start: ring and heartbeat deadlines are counted from it, stored times stay") {
    World world;
    world.dial(1, 2);
    world.dial(3, 4);
    world.idal(2);
    world.restart_at(1'000'000);
    CHECK(after_begin(world.call(1).dial_time) == 0);
    CHECK(after_begin(world.call(2).host_hb_time) == 0);
    world.settle_at(1'014'999);
    CHECK(world.fate(2) == "connecting");
    world.settle_at(1'030'000);
    CHECK(world.fate(2) == "host-timeout at 1015000 by 0");
    CHECK(world.fate(1) == "ring-timeout at 1030000 by 0");
}

TEST_CASE("start: no charge until both sides were heard, then each missed period has its ticket") {
    World world = restarted(1000);
    world.settle_at(36'000);
    CHECK(world.ticket_times() == Times{0});
    const bool host_first = GENERATE(true, false);
    world.beat(1, host_first ? 1 : 2);
    world.settle_at(41'000);
    CHECK(world.ticket_times() == Times{0});  // also what falls due after the start waits
    world.beat(1, host_first ? 1 : 2);
    CHECK(world.ticket_times() == Times{0});
    world.beat(1, host_first ? 2 : 1);
    CHECK(world.ticket_times() == Times{0, 10'000, 20'000, 30'000, 40'000});
    CHECK(world.balance(2) == 950);
    world.settle_at(50'001);
    CHECK(world.ticket_times().back() == 50'000);
}

TEST_CASE("start: idal proves nothing") {
    World world;
    world.deposit(2, 100);
    world.dial(1, 2, each(10'000, 10));
    world.restart_at(1000);
    world.idal(1);
    world.idal(1);
    CHECK(world.state().call({1})->charges_wait());
    world.at(2000);
    world.talk(1);  // two heartbeats at last
    CHECK(world.ticket_times() == Times{2000});
}

TEST_CASE("start: who is hung up before he was heard pays nothing for the outage") {
    World world = restarted(1000);
    world.beat(1, 2);
    world.at(37'000);
    world.hang(1, 1);
    CHECK(world.fate(1) == "hangup at 37000 by 1");
    CHECK(world.ticket_times() == Times{0});
}

TEST_CASE("start: a call that never comes back ends by time-out, unpaid") {
    World world = restarted(1000);
    world.settle_at(90'000);
    CHECK(world.fate(1) == "host-timeout at 50000 by 0");
    CHECK(world.ticket_times() == Times{0});
}

TEST_CASE("start: who cannot pay what was missed is hung up at the release, not in the past") {
    World world = restarted(25);
    world.at(37'000);
    world.beat(1, 1);
    world.at(38'000);
    const auto answer = world.beat(1, 2);
    REQUIRE(verdict(answer) == "granted");
    CHECK(std::get<model::CallView>(*answer).call.phase() == model::Phase::ended);
    CHECK(world.fate(1) == "no-funds at 38000 by 0");
    CHECK(world.ticket_times() == Times{0, 10'000});
}

TEST_CASE("start: after the release money ends a call at its own time again") {
    World world = restarted(45);
    world.at(36'000);
    world.talk(1);
    world.at(49'000);
    world.talk(1);
    world.settle_at(49'500);
    CHECK(world.ticket_times() == Times{0, 10'000, 20'000, 30'000});
    CHECK(world.fate(1) == "no-funds at 40000 by 0");
}

TEST_CASE("start: a payment by hand waits as well, unless the last ticket still holds") {
    World world = restarted(1000);
    CHECK(verdict(world.pay(2, 1, "call-1")) == "conflict");
    world.beat(1, 1);
    CHECK(verdict(world.pay(2, 1, "call-1", true)) == "conflict");
    world.beat(1, 2);
    CHECK_FALSE(ticket_of(world.pay(2, 1, "call-1")).issued);  // of 30 s, by the release

    World held;
    held.deposit(2, 100);
    held.dial(1, 2, each(60'000, 10));
    held.talk(1);
    held.restart_at(35'000);
    CHECK_FALSE(ticket_of(held.pay(2, 1, "call-1")).issued);
}

TEST_CASE("start: before the talk a payment by hand does not wait") {
    World world;
    world.deposit(2, 100);
    world.dial(1, 2, each(60'000, 10));
    world.restart_at(1000);
    CHECK(ticket_of(world.pay(2, 1, "call-1")).issued);
}

TEST_CASE("start: calls dialled after it do not wait, and a second start waits again") {
    World world;
    world.deposit(2, 100);
    world.restart_at(0);
    world.dial(1, 2, each(10'000, 10));
    world.talk(1);
    CHECK(world.ticket_times() == Times{0});
    world.restart_at(11'000);
    world.talk(1);
    CHECK(world.ticket_times() == Times{0, 10'000});
    world.restart_at(21'000);
    world.settle_at(22'000);
    CHECK(world.ticket_times() == Times{0, 10'000});
    world.talk(1);
    CHECK(world.ticket_times() == Times{0, 10'000, 20'000});
}

TEST_CASE("start: an offer published while charges wait is first charged at the release") {
    World world;
    world.deposit(2, 100);
    world.dial(1, 2);
    world.talk(1);
    world.restart_at(5000);
    world.at(6000);
    world.publish(1, "call-1", each(10'000, 10));
    CHECK(world.ticket_times().empty());
    world.at(7000);
    world.talk(1);
    CHECK(world.ticket_times() == Times{6000});
}
