#include <catch2/catch.hpp>

#include "core/engine/limits.h"
#include "tests/core/engine/desk.h"
#include "tests/core/engine/memory_store.h"

// A manual clock, and where time begins.

namespace {

using namespace calls;
using namespace calls::tests;

constexpr model::Terms by_ten_seconds{
    .mode = model::Mode::each, .period = base::Millis{10'000}, .price = {10}};

engine::EngineOptions manual() {
    engine::EngineOptions options;
    options.manual_clock = true;
    return options;
}

struct Office {
    Office() {
        desk.start();
        desk.deposit(2, 1000);
        desk.dial(1, 2, by_ten_seconds);
        desk.talk(1, 1, 2);
    }
    model::Reply advance(std::int64_t ms, std::vector<model::CallId> keep_alive = {},
                         std::string request_id = {}) {
        return desk.ask(
            model::MoveClock{
                .advance = base::Millis{ms}, .set = {}, .keep_alive = std::move(keep_alive)},
            std::move(request_id));
    }
    model::Reply set(std::int64_t ms) {
        return desk.ask(model::MoveClock{
            .advance = {}, .set = base::Instant{desk_begins.ms + ms}, .keep_alive = {}});
    }
    [[nodiscard]] std::int64_t now() { return desk.engine().now().ms - desk_begins.ms; }
    [[nodiscard]] model::CallFile file() const { return desk.state().call({1})->file; }

    MemoryStore store;
    Desk desk{store, manual()};
};

}  // namespace

TEST_CASE("clock: a manual one moves by command only") {
    Office office;
    office.desk.at(99'000);
    office.desk.run();
    CHECK(office.now() == 0);
    CHECK_FALSE(office.desk.engine().wake_at().has_value());
    const auto reply = office.advance(700);
    CHECK(outcome<model::ClockReply>(reply).manual);
    CHECK(outcome<model::ClockReply>(reply).now.ms == desk_begins.ms + 700);
    CHECK(verdict(office.set(900)) == "granted");
    CHECK(office.now() == 900);
}

TEST_CASE("clock: forward or not at all") {
    Office office;
    office.advance(1000);
    CHECK(verdict(office.set(999)) == "invalid");
    CHECK(verdict(office.advance(-1)) == "invalid");
    CHECK(verdict(office.advance(INT64_MAX)) == "invalid");
    CHECK(office.now() == 1000);
    CHECK(verdict(office.set(1000)) == "granted");
    CHECK(verdict(office.advance(0)) == "granted");
    CHECK(office.now() == 1000);
}

TEST_CASE("clock: the real one is not moved") {
    MemoryStore store;
    Desk desk{store};
    desk.start();
    const auto reply =
        desk.ask(model::MoveClock{.advance = base::Millis{1}, .set = {}, .keep_alive = {}});
    CHECK(verdict(reply) == "conflict");
    CHECK_FALSE(
        outcome<model::ClockReply>(desk.ask(command_of(model::Read{model::ShowClock{}}))).manual);
}

TEST_CASE("clock: every deadline on the way is carried out, booked at its own time") {
    Office office;
    office.desk.dial(3, 4);
    office.desk.forget();
    office.advance(1'000'000);
    std::vector<std::pair<std::string, std::int64_t>> told;
    for (const auto& event : office.desk.committed())
        told.emplace_back(model::name_of(event.kind), event.time.ms - desk_begins.ms);
    CHECK(told == std::vector<std::pair<std::string, std::int64_t>>{
                      {"ticket", 10'001}, {"hang", 15'000}, {"hang", 30'000}});
}

TEST_CASE("clock: who is kept alive talks on, in one long move or in many short ones") {
    const std::int64_t step = GENERATE(60'001, 7001, 3000, 1);
    CAPTURE(step);
    Office office;
    const std::int64_t goal = step == 1 ? 20'001 : 60'001;
    while (office.now() < goal) office.advance(std::min(step, goal - office.now()), {{1}});
    CHECK(office.file().call.talking());
    CHECK(office.file().totals.tickets == goal / 10'000 + 1);
    CHECK(office.file().call.host_hb_time.ms == desk_begins.ms + goal);
}

TEST_CASE("clock: keeping alive is sending heartbeats: they answer, and they release charges") {
    Office office;
    office.desk.dial(3, 4);
    office.advance(0, {{2}});
    CHECK(office.desk.state().call({2})->file.call.talking());
    office.desk.engine().restart({desk_begins.ms + 35'000});
    CHECK(office.file().totals.tickets == 1);
    const auto reply = office.advance(5000, {{1}});
    CHECK(verdict(reply) == "granted");
    CHECK(office.file().totals.tickets == 4);  // of 10, 20 and 30 s
}

TEST_CASE("clock: keeping alive an ended call is in vain, and of none is refused") {
    Office office;
    office.desk.ask(model::Hang{.call = {1}, .user = {}});
    CHECK(verdict(office.advance(5000, {{1}})) == "granted");
    CHECK(verdict(office.advance(5000, {{1}, {2}})) == "not_found");
    CHECK(office.now() == 5000);
}

TEST_CASE("clock: a move takes as many turns as it needs, and others wait for its end") {
    engine::EngineOptions options = manual();
    options.settings.heartbeat_timeout = base::Millis{0};
    MemoryStore store;
    Desk desk{store, options};
    desk.start();
    desk.deposit(2, 1'000'000);
    desk.dial(1, 2,
              model::Terms{.mode = model::Mode::each, .period = base::Millis{1000}, .price = {1}});
    desk.talk(1, 1, 2);
    const auto move =
        desk.submit(command_of(model::MoveClock{
                        .advance = base::Millis{2'000'000}, .set = {}, .keep_alive = {}}),
                    1);
    const auto other = desk.submit(command_of(model::Deposit{.user = {9}, .amount = {1}}), 2);
    CHECK(desk.turn());
    CHECK(desk.turn());
    CHECK_FALSE(desk.answered(move));
    CHECK_FALSE(desk.answered(other));
    desk.run();
    CHECK(desk.answers().at(desk.answers().size() - 2).to.slot == move);
    CHECK(desk.answers().back().to.slot == other);
    CHECK(desk.state().call({1})->file.totals.tickets == 2000);
}

TEST_CASE("clock: a move with a request id is made once") {
    Office office;
    CHECK(verdict(office.advance(1000, {}, "m")) == "granted");
    const auto again = office.advance(1000, {}, "m");
    CHECK(verdict(again) == "replayed");
    CHECK(outcome<model::ClockReply>(again).now.ms == desk_begins.ms + 1000);
    CHECK(office.now() == 1000);
    CHECK(verdict(office.advance(2000, {}, "m")) == "conflict");
}

TEST_CASE("clock: a start is never before the latest time in the store") {
    MemoryStore store;
    {
        Desk desk{store};
        desk.at(50'000);
        desk.start();
        CHECK(desk.engine().now().ms == desk_begins.ms + 50'000);
    }
    Desk behind{store};
    behind.at(100);
    behind.start();
    CHECK(behind.engine().now().ms == desk_begins.ms + 50'000);
    Desk ahead{store};
    ahead.at(70'000);
    ahead.start();
    CHECK(ahead.engine().now().ms == desk_begins.ms + 70'000);
}

TEST_CASE("clock: a manual one without a time begins at its epoch, or where the store ends") {
    MemoryStore store;
    {
        Desk desk{store, manual()};
        desk.set_clock(base::never_happened);
        desk.start();
        CHECK(desk.engine().now() == engine::manual_epoch);
        desk.ask(model::MoveClock{.advance = base::Millis{5}, .set = {}, .keep_alive = {}}, "m");
    }
    Desk desk{store, manual()};
    desk.set_clock(base::never_happened);
    desk.start();
    CHECK(desk.engine().now().ms == engine::manual_epoch.ms + 5);
}

TEST_CASE("clock: a move that finds no room in its first turn is not made") {
    Office office;
    office.store.mood = Mood::full;
    const auto reply = office.advance(60'000, {{1}});
    REQUIRE(verdict(reply) == "unavailable");
    CHECK_FALSE(std::get<model::Refusal>(reply.answer).outcome_unknown);
    CHECK(office.now() == 0);
    CHECK(office.file().call.host_hb_time == desk_begins);
}

TEST_CASE("clock: a move that finds no room later on says where it stopped") {
    Office office;
    office.desk.deposit(2, 100'000);
    const auto appends = office.store.appends;
    office.store.on_append = [&] {
        if (office.store.appends > appends) office.store.mood = Mood::full;
    };
    const auto reply = office.advance(10'000'000, {{1}});
    REQUIRE(verdict(reply) == "unavailable");
    const auto& refusal = std::get<model::Refusal>(reply.answer);
    CHECK(refusal.outcome_unknown);
    CHECK(refusal.message.find("at " + std::to_string(office.desk.engine().now().ms)) !=
          std::string::npos);
    CHECK(office.now() > 5'000'000);
    CHECK(office.now() < 10'000'000);
}
