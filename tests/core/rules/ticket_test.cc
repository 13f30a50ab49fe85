#include <cstdint>

#include <catch2/catch.hpp>
#include <climits>

#include "tests/core/rules/world.h"

// Payments by hand.

namespace {

using namespace calls;
using namespace calls::tests;

using Times = std::vector<std::int64_t>;

}  // namespace

TEST_CASE("ticket: once is paid once for ever") {
    World world;
    world.deposit(2, 100);
    world.publish(1, "room", once(30));
    world.at(10);
    const auto first = ticket_of(world.pay(2, 1, "room"));
    CHECK(first.issued);
    CHECK(first.charged.value == 30);
    CHECK(after_begin(first.view.ticket.ticket_time) == 10);
    CHECK_FALSE(first.view.ticket.done_time.happened());
    CHECK(first.view.context.resource == "room");
    CHECK(first.view.context.call.value == 0);
    world.at(10'000'000'000);
    const auto again = ticket_of(world.pay(2, 1, "room"));
    CHECK_FALSE(again.issued);
    CHECK(again.charged.value == 0);
    CHECK(again.view.ticket == first.view.ticket);
    CHECK(world.balance(2) == 70);
    CHECK(world.balance(1) == 30);
}

TEST_CASE("ticket: of a period holds until its end, exclusive") {
    struct Case {
        std::int64_t at;
        bool issued;
        std::int64_t ticket_time;
    };
    const auto wish = GENERATE(
        values<Case>({{0, false, 0}, {4999, false, 0}, {5000, true, 5000}, {5001, true, 5001}}));
    CAPTURE(wish.at);
    World world;
    world.deposit(2, 100);
    world.publish(1, "room", each(5000, 30));
    CHECK(after_begin(ticket_of(world.pay(2, 1, "room")).view.ticket.done_time) == 5000);
    world.at(wish.at);
    const auto reply = ticket_of(world.pay(2, 1, "room"));
    CHECK(reply.issued == wish.issued);
    CHECK(after_begin(reply.view.ticket.ticket_time) == wish.ticket_time);
    CHECK(world.balance(2) == (wish.issued ? 40 : 70));
}

TEST_CASE("ticket: each user has his own") {
    World world;
    world.deposit(2, 50);
    world.deposit(3, 50);
    world.publish(1, "room", once(50));
    CHECK(ticket_of(world.pay(2, 1, "room")).issued);
    CHECK(ticket_of(world.pay(3, 1, "room")).issued);
    CHECK(world.balance(1) == 100);
}

TEST_CASE("ticket: refusals of a chat resource") {
    World world;
    world.publish(1, "room", once(50));
    CHECK(verdict(world.pay(1, 1, "room")) == "invalid");
    CHECK(verdict(world.pay(1, 1, "nothing")) == "invalid");
    CHECK(verdict(world.pay(2, 1, "nothing")) == "not_found");
    CHECK(verdict(world.pay(2, 3, "room")) == "not_found");
    CHECK(verdict(world.pay(2, 1, "call-01")) == "not_found");
    const auto poor = world.pay(2, 1, "room");
    REQUIRE(verdict(poor) == "insufficient");
    CHECK(poor.error().balance == model::Coins{0});
    CHECK(poor.error().price == model::Coins{50});
    CHECK(world.balance(1) == 0);
    CHECK(world.state().numbers().ticket.value == 0);
}

TEST_CASE("ticket: a free one costs the payer nothing and the platform the host's share") {
    World world{{.host_share_percent = 70}};
    world.publish(1, "room", once(99));
    const auto reply = ticket_of(world.pay(2, 1, "room", true));
    CHECK(reply.issued);
    CHECK(reply.charged.value == 0);
    CHECK(reply.view.ticket.free);
    CHECK(reply.view.ticket.paid.value == 0);
    CHECK(reply.view.ticket.earned.value == 69);
    CHECK(world.balance(1) == 69);
    CHECK(world.balance(0) == -69);
    CHECK(world.balance(2) == 0);
    CHECK(world.events().back().rows.entries.at(0).kind == model::EntryKind::free_ticket);
    CHECK_FALSE(ticket_of(world.pay(2, 1, "room")).issued);  // it holds like any other
}

TEST_CASE("ticket: of a call, who may") {
    struct Case {
        bool ended;
        std::int64_t payer;
        std::int64_t provider;
        const char* resource;
        const char* verdict;
    };
    const auto wish =
        GENERATE(values<Case>({{false, 2, 1, "call-1", "granted"},
                               {false, 1, 1, "call-1", "invalid"},
                               {false, 1, 2, "call-1", "not_found"},  // the guest provides nothing
                               {false, 3, 1, "call-1", "forbidden"},
                               {false, 2, 1, "call-2", "not_found"},
                               {false, 2, 3, "call-1", "not_found"},
                               {true, 2, 1, "call-1", "ended"},
                               {true, 3, 1, "call-1", "forbidden"}}));
    CAPTURE(wish.ended, wish.payer, wish.provider, wish.resource);
    World world;
    world.deposit(2, 100);
    world.dial(1, 2, each(1000, 10));
    if (wish.ended) world.hang(1);
    CHECK(verdict(world.pay(wish.payer, wish.provider, wish.resource)) == wish.verdict);
}

TEST_CASE("ticket: a call without an offer has nothing to pay") {
    World world;
    world.dial(1, 2);
    CHECK(verdict(world.pay(2, 1, "call-1")) == "not_found");
}

TEST_CASE("ticket: the earning goes to counter 1 and to the call's sums in the same step") {
    World world{{.host_share_percent = 70}};
    world.deposit(2, 200);
    world.dial(1, 2, each(1000, 99));
    ticket_of(world.pay(2, 1, "call-1"));
    const auto& file = world.file(1);
    CHECK(file.counters[0] == 69);
    CHECK(file.totals.tickets == 1);
    CHECK(file.totals.paid.value == 99);
    CHECK(file.totals.earned.value == 69);
    CHECK(world.event_kinds(3) == std::vector<std::string>{"ticket"});
    CHECK(world.events().back().rows.counters->value[0] == 69);
    CHECK_FALSE(std::get<model::TicketNote>(world.events().back().note).automatic);
}

TEST_CASE("ticket: before the talk it begins now; while talking it lies on the grid") {
    World world;
    world.deposit(2, 1000);
    world.dial(1, 2, each(5000, 10));
    world.at(100);
    CHECK(after_begin(ticket_of(world.pay(2, 1, "call-1")).view.ticket.ticket_time) == 100);
    world.at(5100);  // it has run out
    CHECK(after_begin(ticket_of(world.pay(2, 1, "call-1")).view.ticket.ticket_time) == 5100);
    world.at(6000);
    world.talk(1);  // the second holds until 10100
    CHECK(world.ticket_times() == Times{100, 5100});
    world.at(10'100);  // due by hand, not yet by itself
    CHECK(world.ticket_times() == Times{100, 5100});
    const auto third = ticket_of(world.pay(2, 1, "call-1"));
    CHECK(third.issued);
    CHECK(after_begin(third.view.ticket.ticket_time) == 10'100);
    CHECK_FALSE(ticket_of(world.pay(2, 1, "call-1")).issued);
    world.at(15'107);  // by itself at 15100, before the command looks
    const auto fourth = ticket_of(world.pay(2, 1, "call-1"));
    CHECK_FALSE(fourth.issued);
    CHECK(after_begin(fourth.view.ticket.ticket_time) == 15'100);
}

TEST_CASE("ticket: while talking the grid counts, however late the payment comes") {
    World world;
    world.deposit(2, 1000);
    world.dial(1, 2, each(5000, 10));
    world.talk(1);
    world.at(7777);
    const auto late = ticket_of(world.does_unsettled(
        model::PayTicket{.payer = {2}, .provider = {1}, .resource = "call-1", .free = false}));
    CHECK(after_begin(late.view.ticket.ticket_time) == 5000);
    CHECK(after_begin(late.view.ticket.done_time) == 10'000);
}

TEST_CASE("ticket: one that ran out before the talk makes the next charge a later one") {
    World world;
    world.deposit(2, 1000);
    world.dial(1, 2, each(1000, 10));
    ticket_of(world.pay(2, 1, "call-1"));
    world.at(3000);
    world.talk(1);
    CHECK(world.ticket_times() == Times{0});  // due once 3000 has passed
    const bool entered = GENERATE(false, true);
    world.at(entered ? 3001 : 3000);
    world.hang(1);
    CHECK(world.ticket_times() == (entered ? Times{0, 3000} : Times{0}));
}

TEST_CASE("ticket: low funds are told when this one leaves the guest unable to pay the next") {
    struct Case {
        std::int64_t balance;
        std::int64_t credit;
        std::int64_t price;
        bool warned;
    };
    const auto wish = GENERATE(values<Case>({{20, 0, 10, false},
                                             {19, 0, 10, true},
                                             {10, 0, 10, true},
                                             {10, 10, 10, false},
                                             {10, 9, 10, true},
                                             {0, 0, 0, false}}));
    CAPTURE(wish.balance, wish.credit, wish.price);
    World world{{.credit_limit = {wish.credit}}};
    if (wish.balance > 0) world.deposit(2, wish.balance);
    world.dial(1, 2, each(5000, wish.price));
    world.at(9);
    world.talk(1);
    const model::Event& last = world.events().back();
    REQUIRE((last.kind == model::EventKind::low_funds) == wish.warned);
    if (!wish.warned) return;
    const auto& note = std::get<model::LowFundsNote>(last.note);
    CHECK(last.user.value == 2);
    CHECK(last.call.value == 1);
    CHECK(note.price.value == wish.price);
    CHECK(note.balance.value == wish.balance - wish.price);
    CHECK(after_begin(note.funded_until) == 5009);
}

TEST_CASE("ticket: a once offer and a chat resource never warn") {
    World world;
    world.deposit(2, 10);
    world.deposit(3, 10);
    world.publish(1, "room", each(5000, 10));
    ticket_of(world.pay(3, 1, "room"));
    CHECK(world.event_kinds().back() == "ticket");
    world.dial(1, 2, once(10));
    world.talk(1);
    CHECK(world.event_kinds().back() == "ticket");
}

TEST_CASE("ticket: an earning that would overflow is refused whole") {
    struct Case {
        std::int64_t host_balance;
        std::int64_t counter;
        const char* verdict;
    };
    const auto wish = GENERATE(values<Case>({{INT64_MAX - 10, 0, "granted"},
                                             {INT64_MAX - 9, 0, "conflict"},
                                             {1, INT64_MAX - 10, "granted"},
                                             {1, INT64_MAX - 9, "conflict"}}));
    CAPTURE(wish.host_balance, wish.counter);
    World world;
    world.deposit(1, wish.host_balance);
    world.deposit(2, 10);
    world.dial(1, 2, once(10));
    model::CounterEdits edits;
    edits[0] = wish.counter;
    world.does(model::SetCounts{.call = {1}, .edits = edits});
    const auto answer = world.pay(2, 1, "call-1");
    REQUIRE(verdict(answer) == wish.verdict);
    CHECK(world.sum_of_balances() == 0);
    if (answer) return;
    CHECK(world.balance(2) == 10);
    CHECK(world.file(1).totals.tickets == 0);
    CHECK(world.file(1).counters[0] == wish.counter);
}
