#include <map>
#include <memory>

#include <catch2/catch.hpp>

#include "tests/core/engine/desk.h"
#include "tests/core/engine/memory_store.h"
#include "tests/core/engine/random_commands.h"

// A history depends only on the commands, the starts, and their times: a loop that wakes at every
// deadline (or puts some off for a while) and one that wakes for commands only come to the
// same calls, tickets and balances. Only the numbering of tickets and entries may differ.

namespace {

using namespace calls;
using namespace calls::tests;

struct Loop {
    explicit Loop(bool punctual, base::Millis sweep_interval = base::Millis{0})
        : wakes(punctual),
          desk(store, {.settings = {},
                       .manual_clock = false,
                       .sweep_interval = sweep_interval,
                       .small_sweep = 1}) {
        desk.start();
    }

    void pass(base::Instant until) {
        while (wakes) {
            const auto next = desk.engine().wake_at();
            if (!next || *next > until) break;
            desk.set_clock(*next);
            desk.run();
        }
        desk.set_clock(until);
    }

    bool wakes;
    MemoryStore store;
    Desk desk;
};

// Ticket times by offer and payer, whatever their numbers.
std::multimap<std::pair<std::int64_t, std::int64_t>, std::int64_t> tickets(const Loop& loop) {
    std::multimap<std::pair<std::int64_t, std::int64_t>, std::int64_t> found;
    for (const auto& event : loop.store.events())
        if (const auto& ticket = event.rows.ticket)
            found.emplace(std::pair{ticket->offer.value, ticket->payer.value},
                          ticket->ticket_time.ms);
    return found;
}

void compare(const Loop& one, const Loop& other) {
    REQUIRE(one.desk.state().numbers().call == other.desk.state().numbers().call);
    for (std::int64_t id = 1; id <= one.desk.state().numbers().call.value; ++id) {
        CAPTURE(id);
        const auto a = one.desk.state().call({id})->file;
        const auto b = other.desk.state().call({id})->file;
        CHECK(a.call == b.call);
        CHECK(a.counters == b.counters);
        CHECK(a.totals == b.totals);
        CHECK(a.offer == b.offer);
    }
    for (std::int64_t user = -1; user <= RandomCommands::users; ++user) {
        CAPTURE(user);
        CHECK(one.desk.state().balance({user}) == other.desk.state().balance({user}));
    }
    CHECK(tickets(one) == tickets(other));
}

// Without starts, where some are put off: which of them come before a start is then another matter.
void live_through(std::uint64_t seed, base::Millis sweep_interval = base::Millis{0}) {
    RandomCommands random{seed, false};
    Loop punctual{true, sweep_interval};
    Loop late{false};
    base::Instant now = desk_begins;
    for (int i = 0; i < 1500; ++i) {
        now = now + base::Millis{random.number(0, random.chance(90) ? 500 : 12'000)};
        punctual.pass(now);
        late.pass(now);
        if (random.number(1, 200) == 1 && sweep_interval == base::Millis{0}) {
            punctual.desk.run();
            late.desk.run();
            punctual.desk.engine().restart(now);
            late.desk.engine().restart(now);
        }
        const auto command = random.next(punctual.desk.state());
        CHECK(verdict(punctual.desk.ask(command)) == verdict(late.desk.ask(command)));
    }
    for (Loop* loop : {&punctual, &late}) {
        loop->desk.set_clock(now + sweep_interval);
        loop->desk.run();
    }
    compare(punctual, late);
}

}  // namespace

TEST_CASE("late loop: comes to the same as a punctual one") {
    for (std::uint64_t seed = 1; seed <= 15; ++seed) {
        INFO("seed " << seed);
        live_through(seed);
    }
}

TEST_CASE("late loop: comes to the same as one that puts some deadlines off") {
    for (std::uint64_t seed = 51; seed <= 60; ++seed) {
        INFO("seed " << seed);
        live_through(seed, base::Millis{700});
    }
}

TEST_CASE("late loop: what one turn takes in comes to the same as one turn each") {
    for (std::uint64_t seed = 101; seed <= 110; ++seed) {
        INFO("seed " << seed);
        RandomCommands random{seed, false};
        Loop each{false};
        Loop together{false};
        base::Instant now = desk_begins;
        for (int i = 0; i < 200; ++i) {
            now = now + base::Millis{random.number(0, 3000)};
            each.pass(now);
            together.pass(now);
            std::vector<model::Command> batch;
            while (batch.size() < 8) batch.push_back(random.next(each.desk.state()));
            for (const auto& command : batch) each.desk.ask(command);
            for (const auto& command : batch) together.desk.submit(command);
            together.desk.run();
        }
        compare(each, together);
    }
}

TEST_CASE("late loop: a start is when the store is loaded, not when loading began") {
    MemoryStore store;
    Desk desk{store};
    store.on_load = [&] { desk.at(7000); };
    desk.start();
    REQUIRE(desk.event_kinds() == std::vector<std::string>{"start"});
    CHECK(desk.committed().front().time == desk_begins + base::Millis{7000});
}
