#include <cstdint>

#include <catch2/catch.hpp>
#include <climits>

#include "tests/core/rules/world.h"

namespace {

using namespace calls;
using namespace calls::tests;

}  // namespace

TEST_CASE("money: the host gets the floor of his share, computed in 128 bits") {
    struct Case {
        std::int64_t price;
        int percent;
        std::int64_t share;
    };
    const auto wish = GENERATE(values<Case>({{100, 100, 100},
                                             {100, 0, 0},
                                             {1, 99, 0},
                                             {99, 70, 69},
                                             {101, 50, 50},
                                             {INT64_MAX, 100, INT64_MAX},
                                             {INT64_MAX, 99, 9131138316486228048},
                                             {INT64_MAX, 1, 92233720368547758}}));
    CAPTURE(wish.price, wish.percent);
    CHECK(model::host_share({wish.price}, wish.percent).value == wish.share);
}

TEST_CASE("money: a ticket's parts go to the host and to the platform, never an entry of 0") {
    struct Case {
        std::int64_t price;
        int percent;
        std::vector<std::int64_t> amounts;  // of the ticket's entries
    };
    const auto wish = GENERATE(values<Case>({{100, 100, {100}},
                                             {100, 70, {70, 30}},
                                             {1, 70, {1}},  // all of it the platform's
                                             {100, 0, {100}},
                                             {0, 70, {}}}));
    CAPTURE(wish.price, wish.percent);
    World world{{.host_share_percent = wish.percent}};
    world.deposit(2, 100);
    world.publish(1, "room", once(wish.price));
    ticket_of(world.pay(2, 1, "room"));
    std::vector<std::int64_t> amounts;
    for (const auto& entry : world.events().back().rows.entries) {
        amounts.push_back(entry.amount.value);
        CHECK(entry.debit.value == 2);
        CHECK((entry.kind == model::EntryKind::ticket) == (entry.credit.value == 1));
        CHECK((entry.kind == model::EntryKind::ticket_fee) == (entry.credit.value == 0));
        CHECK(entry.ticket.value == 1);
    }
    CHECK(amounts == wish.amounts);
    const auto share = model::host_share({wish.price}, wish.percent).value;
    CHECK(world.balance(1) == share);
    CHECK(world.balance(0) == wish.price - share);
    CHECK(world.sum_of_balances() == 0);
}

TEST_CASE("money: deposits and withdrawals go through the world") {
    World world;
    const auto put = std::get<model::MoneyReply>(*world.deposit(2, 70));
    CHECK(put.balance.value == 70);
    CHECK(put.entry.value == 1);
    const auto taken = std::get<model::MoneyReply>(*world.withdraw(2, 70));
    CHECK(taken.balance.value == 0);
    CHECK(taken.entry.value == 2);
    CHECK(world.balance(-1) == 0);
    CHECK(world.state().account({2})->entries == 2);
    CHECK(world.event_kinds() == std::vector<std::string>{"deposit", "withdrawal"});
    const auto& entry = world.events()[1].rows.entries.at(0);
    CHECK(entry.kind == model::EntryKind::withdrawal);
    CHECK(entry.debit.value == 2);
    CHECK(entry.credit.value == -1);
    CHECK(entry.debit_balance.value == 0);
    CHECK(entry.credit_balance.value == 0);
}

TEST_CASE("money: a withdrawal goes down to the credit limit and no further") {
    struct Case {
        std::int64_t credit;
        std::int64_t amount;
        const char* verdict;
    };
    const auto wish = GENERATE(values<Case>({{0, 50, "granted"},
                                             {0, 51, "insufficient"},
                                             {10, 60, "granted"},
                                             {10, 61, "insufficient"},
                                             {0, INT64_MAX, "insufficient"},
                                             {INT64_MAX, INT64_MAX, "granted"}}));
    CAPTURE(wish.credit, wish.amount);
    World world{{.credit_limit = {wish.credit}}};
    world.deposit(2, 50);
    const auto answer = world.withdraw(2, wish.amount);
    REQUIRE(verdict(answer) == wish.verdict);
    CHECK(world.balance(2) == (answer ? 50 - wish.amount : 50));
    CHECK(world.sum_of_balances() == 0);
}

TEST_CASE("money: what would overflow a balance is a conflict, and nothing moves") {
    World world;
    REQUIRE(verdict(world.deposit(2, INT64_MAX)) == "granted");
    CHECK(verdict(world.deposit(2, 1)) == "conflict");
    // The world's balance is at its own end, nearly: one coin more fits, two do not.
    CHECK(verdict(world.deposit(3, 2)) == "conflict");
    CHECK(verdict(world.deposit(3, 1)) == "granted");
    CHECK(verdict(world.deposit(3, 1)) == "conflict");
    CHECK(world.sum_of_balances() == 0);
    CHECK(world.state().account({2})->entries == 1);
}

TEST_CASE("money: the price is taken whole, where the platform's part would overflow too") {
    World world{{.host_share_percent = 50}};
    world.deposit(2, INT64_MAX);
    world.publish(1, "room", once(INT64_MAX));
    const auto reply = ticket_of(world.pay(2, 1, "room"));
    CHECK(reply.charged.value == INT64_MAX);
    CHECK(world.balance(2) == 0);
    CHECK(world.balance(1) == INT64_MAX / 2);
    CHECK(world.balance(0) == INT64_MAX / 2 + 1);
}

TEST_CASE("money: entries never fall in time, and balances follow entry by entry") {
    World world{{.host_share_percent = 70}};
    world.deposit(2, 1000);
    world.deposit(4, 1000);
    world.dial(1, 2, each(1000, 9));
    world.dial(3, 4, each(1500, 11));
    world.talk(1);
    world.talk(2);
    world.settle_at(10'000);
    world.withdraw(2, 1);
    std::map<std::int64_t, std::int64_t> balances;
    base::Instant last;
    std::int64_t id = 0;
    for (const auto& event : world.events())
        for (const auto& entry : event.rows.entries) {
            CHECK(entry.id.value == ++id);
            CHECK(entry.time.ms >= last.ms);
            last = entry.time;
            CHECK(entry.debit_balance.value == (balances[entry.debit.value] -= entry.amount.value));
            CHECK(entry.credit_balance.value ==
                  (balances[entry.credit.value] += entry.amount.value));
        }
    for (const auto& [user, balance] : balances) CHECK(world.balance(user) == balance);
}
