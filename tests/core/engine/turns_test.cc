#include <algorithm>

#include <catch2/catch.hpp>

#include "core/engine/limits.h"
#include "tests/core/engine/desk.h"
#include "tests/core/engine/memory_store.h"

// Turns are bounded, and what one origin sends is answered in its order.

namespace {

using namespace calls;
using namespace calls::tests;

constexpr std::int64_t many = 1500;  // calls; a turn carries out a third of them

constexpr model::Terms by_the_second{
    .mode = model::Mode::each, .period = base::Millis{1000}, .price = {1}};

model::Command audit() {
    return command_of(model::Query{model::AuditQuery{}});
}
model::Command list() {
    return command_of(model::Read{model::ListLive{
        .filter = {}, .phase = {}, .page = {.after = 0, .limit = 10'000, .last = {}}}});
}
model::Command deposit(std::int64_t user = 9'000'000) {
    return command_of(model::Deposit{.user = {user}, .amount = {1}});
}

std::vector<std::uint64_t> order(const Desk& desk) {
    std::vector<std::uint64_t> slots;
    for (const auto& answer : desk.answers()) slots.push_back(answer.to.slot);
    return slots;
}

// Many calls talk since 0, each paid by the second.
struct Crowd {
    explicit Crowd(std::int64_t calls = many, const engine::EngineOptions& options = {})
        : desk(store, options) {
        desk.start();
        for (std::int64_t i = 1; i <= calls; ++i) {
            desk.submit(command_of(model::Deposit{.user = {2 * i}, .amount = {1'000'000}}));
            desk.submit(command_of(model::Dial{
                .host = {2 * i - 1}, .guest = {2 * i}, .direct = false, .terms = by_the_second}));
            desk.submit(command_of(model::Heartbeat{.call = {i}, .user = {2 * i - 1}}));
            desk.submit(command_of(model::Heartbeat{.call = {i}, .user = {2 * i}}));
        }
        desk.run();
        desk.forget();
    }
    [[nodiscard]] std::int64_t tickets() const { return desk.state().numbers().ticket.value; }

    MemoryStore store;
    Desk desk;
};

}  // namespace

TEST_CASE("turn: a sweep of charges does not hold up a dial") {
    Crowd crowd;
    REQUIRE(crowd.tickets() == many);
    crowd.desk.at(1001);
    const auto dial = crowd.desk.submit(
        command_of(model::Dial{.host = {9001}, .guest = {9002}, .direct = false, .terms = {}}));
    CHECK(crowd.desk.turn());  // there is more to do at once
    CHECK(verdict(crowd.desk.answer_to(dial)) == "granted");
    CHECK(crowd.tickets() == many + static_cast<std::int64_t>(engine::turn_deadlines_max));
    CHECK(crowd.desk.turn());
    CHECK_FALSE(crowd.desk.turn());
    CHECK(crowd.tickets() == 2 * many);
}

TEST_CASE("turn: a command has the due deadlines of what it names behind it at once") {
    Crowd crowd;
    crowd.desk.at(1001);
    const auto last = crowd.desk.submit(
        command_of(model::Read{model::GetCall{.call = {many}, .live_of = {}}}), 1);
    const auto money =
        crowd.desk.submit(command_of(model::Read{model::GetAccount{.user = {2 * many - 2}}}), 2);
    crowd.desk.turn();
    const auto call = crowd.desk.answer_to(last);
    CHECK(outcome<model::CallView>(call).context.tickets == 2);
    const auto account = crowd.desk.answer_to(money);
    CHECK(std::get<model::AccountReply>(account.answer).account.balance.value == 999'998);
}

TEST_CASE("turn: a read over many waits for every deadline") {
    Crowd crowd;
    crowd.desk.at(1001);
    const auto slot = crowd.desk.submit(list(), 1);
    const auto behind = crowd.desk.submit(deposit(), 1);
    const auto other = crowd.desk.submit(deposit(), 2);
    crowd.desk.turn();
    CHECK_FALSE(crowd.desk.answered(slot));
    CHECK(crowd.desk.answered(other));
    CHECK_FALSE(crowd.desk.answered(behind));
    crowd.desk.run();
    const auto reply = crowd.desk.answer_to(slot);
    const auto& rows = std::get<model::Rows<model::CallView>>(reply.answer).rows;
    REQUIRE(rows.size() == many);
    CHECK(std::ranges::all_of(rows, [](const auto& row) { return row.context.tickets == 2; }));
    CHECK(order(crowd.desk) == std::vector<std::uint64_t>{other, slot, behind});
}

TEST_CASE("turn: a heartbeat that releases many charges is answered after the last of them") {
    engine::EngineOptions options;
    options.settings.heartbeat_timeout = base::Millis{0};
    Crowd crowd{1, options};
    crowd.desk.engine().restart({desk_begins.ms + 1'300'500});
    crowd.desk.at(1'300'500);
    crowd.desk.beat(1, 1);
    const auto beat = crowd.desk.submit(command_of(model::Heartbeat{.call = {1}, .user = {2}}), 1);
    const auto behind = crowd.desk.submit(deposit(), 1);
    const auto hang = crowd.desk.submit(command_of(model::Hang{.call = {1}, .user = {}}), 2);
    const auto other = crowd.desk.submit(deposit(), 3);
    crowd.desk.turn();
    CHECK(crowd.desk.answered(other));
    CHECK_FALSE(crowd.desk.answered(beat));
    CHECK_FALSE(crowd.desk.answered(hang));  // its call has charges before it
    CHECK_FALSE(crowd.desk.answered(behind));
    crowd.desk.run();
    const auto reply = crowd.desk.answer_to(beat);
    CHECK(outcome<model::CallView>(reply).context.tickets == 1301);
    const auto hung = crowd.desk.answer_to(hang);
    CHECK(outcome<model::CallView>(hung).context.tickets == 1301);
    const auto slots = order(crowd.desk);
    CHECK(std::ranges::find(slots, beat) < std::ranges::find(slots, behind));
}

TEST_CASE("turn: takes so many commands and no more") {
    MemoryStore store;
    Desk desk{store};
    desk.start();
    const auto commands = engine::turn_commands_max + 10;
    for (std::size_t i = 0; i < commands; ++i) desk.submit(deposit());
    CHECK(desk.turn());
    CHECK(desk.answers().size() == engine::turn_commands_max);
    CHECK_FALSE(desk.turn());
    CHECK(desk.answers().size() == commands);
    auto slots = order(desk);
    CHECK(std::ranges::is_sorted(slots));
    CHECK(desk.balance(9'000'000) == static_cast<std::int64_t>(commands));
}

TEST_CASE("turn: what is behind a question to the store waits for its answer") {
    MemoryStore store;
    Desk desk{store};
    desk.start();
    store.hold_questions = true;
    const auto question = desk.submit(audit(), 1);
    const auto behind = desk.submit(deposit(), 1);
    const auto second = desk.submit(audit(), 1);
    const auto other = desk.submit(deposit(), 2);
    desk.run();
    CHECK(order(desk) == std::vector<std::uint64_t>{other});
    store.hold_questions = false;
    desk.run();
    desk.run();
    CHECK(order(desk) == std::vector<std::uint64_t>{other, question, behind, second});
}

TEST_CASE("turn: a question sees what came before it on its connection committed") {
    MemoryStore store;
    Desk desk{store};
    desk.start();
    desk.submit(deposit(), 1);
    const auto question = desk.submit(audit(), 1);
    store.on_append = [&] { CHECK_FALSE(desk.answered(question)); };
    desk.run();
    CHECK(desk.answered(question));
}

TEST_CASE("turn: the next one is wanted when the next deadline is due") {
    Crowd crowd{1};
    CHECK(crowd.desk.engine().wake_at()->ms == desk_begins.ms + 1001);  // once it has passed
    crowd.desk.ask(model::Hang{.call = {1}, .user = {}});
    CHECK_FALSE(crowd.desk.engine().wake_at().has_value());
    crowd.desk.dial(1, 2);
    CHECK(crowd.desk.engine().wake_at()->ms == desk_begins.ms + 30'000);
    crowd.desk.at(29'999);
    CHECK_FALSE(crowd.desk.turn());
    crowd.desk.at(30'000);
    crowd.desk.run();
    CHECK_FALSE(crowd.desk.engine().wake_at().has_value());
}

TEST_CASE("turn: deadlines close upon each other share a sweep, unless a command waits for them") {
    Crowd crowd{1, {.settings = {}, .manual_clock = false, .sweep_interval = base::Millis{10}}};
    Desk& desk = crowd.desk;
    desk.at(4);
    desk.deposit(4, 1000);
    desk.dial(3, 4, by_the_second);
    desk.talk(2, 3, 4);
    REQUIRE(crowd.tickets() == 2);
    desk.at(1001);
    desk.run();
    REQUIRE(crowd.tickets() == 3);
    desk.at(1005);
    desk.run();
    CHECK(crowd.tickets() == 3);
    CHECK(desk.engine().wake_at()->ms == desk_begins.ms + 1011);
    SECTION("none does") {
        desk.at(1010);
        CHECK_FALSE(desk.turn());
        CHECK(crowd.tickets() == 3);
        desk.at(1011);
        desk.run();
        CHECK(crowd.tickets() == 4);
    }
    SECTION("one asks for the call") {
        CHECK(outcome<model::CallView>(desk.call(2)).context.tickets == 2);
    }
    SECTION("one asks for all of them") {
        desk.ask(list());
        CHECK(crowd.tickets() == 4);
    }
}

TEST_CASE("turn: beside commands a sweep is small, and makes way for the next of them") {
    Crowd crowd{many, {.settings = {}, .manual_clock = false, .sweep_interval = base::Millis{10}}};
    Desk& desk = crowd.desk;
    constexpr auto few = static_cast<std::int64_t>(engine::deadlines_beside_commands);
    desk.at(1001);
    desk.deposit(9'000'000, 1);
    CHECK(crowd.tickets() == many + few);
    desk.deposit(9'000'000, 1);  // at once
    CHECK(crowd.tickets() == many + few);
    CHECK(desk.engine().wake_at()->ms == desk_begins.ms + 1001 + engine::sweep_pause.count());
    desk.at(1001 + engine::sweep_pause.count());
    CHECK_FALSE(desk.turn());
    CHECK(crowd.tickets() == many + 2 * few);
    SECTION("one that asks for all waits until all is done") {
        desk.ask(list());
        CHECK(crowd.tickets() == 2 * many);
    }
    SECTION("once no command has come for a while, there is nobody to make way for") {
        desk.at(1002 + engine::commands_linger.count());
        CHECK(desk.turn());
        CHECK(crowd.tickets() ==
              many + 2 * few + static_cast<std::int64_t>(engine::turn_deadlines_max));
    }
    SECTION("a commit that takes its time is no part of the pause") {
        desk.at(1100);
        desk.deposit(9'000'000, 1);
        CHECK(crowd.tickets() == many + 2 * few);
        CHECK(desk.engine().wake_at()->ms == desk_begins.ms + 1100 + engine::sweep_pause.count());
    }
    SECTION("a stop leaves nothing undone") {
        desk.engine().stop();
        desk.run();
        CHECK(crowd.tickets() == 2 * many);
    }
    SECTION("what is late takes more room") {
        desk.at(1740);
        desk.deposit(9'000'000, 1);
        desk.at(1751);  // three quarters of a second late
        desk.deposit(9'000'000, 1);
        CHECK(crowd.tickets() == many + 3 * few + few * 3 / 4);
    }
}

TEST_CASE("turn: no sweep makes way for heartbeats") {
    Crowd crowd{many, {.settings = {}, .manual_clock = false, .sweep_interval = base::Millis{10}}};
    Desk& desk = crowd.desk;
    desk.at(1001);
    desk.submit(command_of(model::Heartbeat{.call = {1}, .user = {1}}));
    CHECK(desk.turn());
    CHECK(crowd.tickets() == many + static_cast<std::int64_t>(engine::turn_deadlines_max));
    desk.run();
    CHECK(crowd.tickets() == 2 * many);
}

TEST_CASE("turn: time never runs backwards") {
    Crowd crowd{1};
    crowd.desk.at(500);
    crowd.desk.run();
    crowd.desk.at(-90'000);
    crowd.desk.run();
    CHECK(crowd.desk.engine().now().ms == desk_begins.ms + 500);
}

TEST_CASE("turns: of the calls that a command names, the one that was due first goes first") {
    MemoryStore store;
    Desk desk{store};
    desk.start();
    desk.dial(1, 2);
    desk.at(10);
    desk.dial(3, 4);
    desk.forget();
    desk.at(60'000);
    desk.dial(3, 1);  // names the later call first
    std::vector<std::int64_t> hung;
    for (const auto& event : desk.committed())
        if (event.kind == model::EventKind::hang) hung.push_back(event.call.value);
    CHECK(hung == std::vector<std::int64_t>{1, 2});
}
