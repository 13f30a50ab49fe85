#include <cstdint>

#include <catch2/catch.hpp>
#include <climits>

#include "core/rules/charging.h"
#include "tests/core/rules/world.h"

// Automatic charges of talking calls.

namespace {

using namespace calls;
using namespace calls::tests;

using Times = std::vector<std::int64_t>;

// Talking from 1000 on; heartbeats off, so that only money ends it.
World talking(std::int64_t balance, const model::Terms& terms, std::int64_t credit = 0) {
    World world{{.heartbeat_timeout = base::Millis{0}, .credit_limit = {credit}}};
    if (balance > 0) world.deposit(2, balance);
    world.dial(1, 2, terms);
    world.at(1000);
    world.talk(1);
    return world;
}

}  // namespace

TEST_CASE("charge: the first comes with the hello-back, and its reply shows it") {
    const World world = talking(100, each(60'000, 40));
    CHECK(world.ticket_times() == Times{1000});
    CHECK(world.balance(2) == 60);
    CHECK(world.event_kinds().back() == "ticket");
    CHECK(std::get<model::TicketNote>(world.events().back().note).automatic);
}

TEST_CASE("charge: a period is paid once it is entered") {
    struct Case {
        std::int64_t hung_at;
        std::int64_t tickets;
    };
    const auto wish = GENERATE(values<Case>({{1000, 1},
                                             {60'999, 1},
                                             {61'000, 1},  // exactly one period
                                             {61'001, 2},
                                             {121'000, 2},
                                             {121'001, 3}}));
    CAPTURE(wish.hung_at);
    World world = talking(1000, each(60'000, 40));
    world.at(wish.hung_at);
    world.hang(1, 2);
    CHECK(world.file(1).totals.tickets == wish.tickets);
    CHECK(world.balance(2) == 1000 - 40 * wish.tickets);
    CHECK(world.balance(1) == 40 * wish.tickets);
}

TEST_CASE("charge: missed periods are tickets of their own, at their own times") {
    World world = talking(1000, each(10'000, 40));
    world.settle_at(45'678);
    CHECK(world.ticket_times() == Times{1000, 11'000, 21'000, 31'000, 41'000});
    for (const auto& event : world.events())
        if (event.rows.ticket) CHECK(event.rows.ticket->paid.value == 40);
}

TEST_CASE("charge: who cannot pay is hung up at the deadline, however late that is noticed") {
    World world = talking(100, each(10'000, 40));
    world.settle_at(500'000);
    CHECK(world.ticket_times() == Times{1000, 11'000});
    CHECK(world.fate(1) == "no-funds at 21000 by 0");
    CHECK(world.balance(2) == 20);
}

TEST_CASE("charge: the first that cannot be paid ends the call at the hello-back") {
    World world;
    world.deposit(2, 50);
    world.dial(1, 2, once(50));
    world.withdraw(2, 1);
    world.at(700);
    world.beat(1, 1);
    const auto answer = world.beat(1, 2);
    REQUIRE(verdict(answer) == "granted");
    CHECK(std::get<model::CallView>(*answer).call.phase() == model::Phase::ended);
    CHECK(world.fate(1) == "no-funds at 700 by 0");
}

TEST_CASE("charge: the credit limit counts") {
    World world = talking(100, each(10'000, 40), 60);
    world.settle_at(500'000);
    CHECK(world.ticket_times() == Times{1000, 11'000, 21'000, 31'000});
    CHECK(world.balance(2) == -60);
}

TEST_CASE("charge: refused for whatever reason ends the call") {
    World world{{.heartbeat_timeout = base::Millis{0}}};
    world.deposit(2, 100);
    world.dial(1, 2, each(10'000, 40));
    model::CounterEdits edits;
    edits[0] = INT64_MAX - 40;
    world.does(model::SetCounts{.call = {1}, .edits = edits});
    world.talk(1);
    CHECK(world.ticket_times() == Times{0});
    world.settle_at(10'001);  // counter 1 is full
    CHECK(world.fate(1) == "no-funds at 10000 by 0");
    CHECK(world.balance(2) == 60);
}

TEST_CASE("charge: once, and never again") {
    World world = talking(100, once(40));
    world.settle_at(90'000'000);
    CHECK(world.ticket_times() == Times{1000});
    CHECK(world.fate(1) == "talking");
}

TEST_CASE("charge: an offer made while talking counts from its making") {
    World world = talking(0, once(0));
    world.hang(1);
    world.dial(1, 2);
    world.talk(2);
    world.deposit(2, 100);
    world.at(5000);
    world.publish(1, "call-2", each(10'000, 40));
    world.settle_at(15'001);
    CHECK(world.ticket_times(2) == Times{5000, 15'000});
}

TEST_CASE("charge: a ticket taken before the talk is waited for, and the grid begins at its end") {
    World world{{.ring_timeout = base::Millis{0}, .heartbeat_timeout = base::Millis{0}}};
    world.deposit(2, 1000);
    world.dial(1, 2, each(10'000, 40));
    world.pay(2, 1, "call-1");
    world.at(4000);
    world.talk(1);
    CHECK(world.ticket_times() == Times{0});
    world.settle_at(10'000);
    CHECK(world.ticket_times() == Times{0});
    world.settle_at(10'001);
    CHECK(world.ticket_times() == Times{0, 10'000});
}

TEST_CASE("charge: money given in time saves the call") {
    World world = talking(40, each(10'000, 40));
    world.at(11'000);
    world.deposit(2, 40);
    world.settle_at(11'001);
    CHECK(world.ticket_times() == Times{1000, 11'000});
    world.at(21'001);  // one millisecond too late
    world.deposit(2, 40);
    CHECK(world.fate(1) == "no-funds at 21000 by 0");
    CHECK(world.balance(2) == 40);
}

TEST_CASE("charge: what the call shows of the next charge and of the funds") {
    struct Case {
        std::int64_t balance;
        std::int64_t price;
        std::int64_t next;   // -1: none
        std::int64_t until;  // -1: none
    };
    const auto wish = GENERATE(values<Case>({{100, 40, 11'000, 21'000},
                                             {40, 40, 11'000, 11'000},
                                             {120, 40, 11'000, 31'000},
                                             {0, 0, 11'000, -1}}));
    CAPTURE(wish.balance, wish.price);
    const World world = talking(wish.balance, each(10'000, wish.price));
    const auto context = rules::context_of(world.file(1), {world.balance(2)}, {});
    CHECK(after_begin(context.next_charge.value_or(base::never_happened)) == wish.next);
    CHECK(after_begin(context.funded_until.value_or(base::never_happened)) == wish.until);
}

TEST_CASE("charge: nothing is shown before the talk, after it, and of a once offer") {
    World world{{.heartbeat_timeout = base::Millis{0}}};
    world.deposit(2, 100);
    world.dial(1, 2, each(10'000, 40));
    const auto shown = [&](std::int64_t call) {
        const auto context = rules::context_of(world.file(call), {world.balance(2)}, {});
        return context.next_charge || context.funded_until;
    };
    CHECK_FALSE(shown(1));
    world.talk(1);
    CHECK(shown(1));
    world.hang(1);
    CHECK_FALSE(shown(1));
    world.dial(1, 2, once(5));
    world.talk(2);
    CHECK_FALSE(shown(2));
}

TEST_CASE("charge: funds that last longer than time itself last to its end") {
    World world{{.heartbeat_timeout = base::Millis{0}, .credit_limit = {INT64_MAX}}};
    world.deposit(2, INT64_MAX);
    world.dial(1, 2, each(model::period_max.count(), 1));
    world.talk(1);
    const auto until = rules::funded_until(world.file(1), {INT64_MAX}, world.state().settings());
    CHECK(until == base::last_instant);
}
