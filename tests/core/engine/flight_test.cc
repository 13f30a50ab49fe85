#include <catch2/catch.hpp>

#include "tests/core/engine/desk.h"
#include "tests/core/engine/memory_store.h"

// A batch on its way to the disk: who is answered meanwhile, and who waits.

namespace {

using namespace calls;
using namespace calls::tests;

constexpr model::Terms by_ten_seconds{
    .mode = model::Mode::each, .period = base::Millis{10'000}, .price = {10}};

// Calls 1 (of 1 and 2) and 2 (of 3 and 4) talk since 0, call 3 (of 5 and 6) rings. From then on the
// disk takes its time.
struct Office {
    Office() : desk(store) {
        desk.start();
        for (const std::int64_t user : {2, 4, 6}) desk.deposit(user, 1000);
        desk.dial(1, 2, by_ten_seconds);
        desk.talk(1, 1, 2);
        desk.dial(3, 4, by_ten_seconds);
        desk.talk(2, 3, 4);
        desk.dial(5, 6);
        desk.forget();
        store.hold_appends = true;
    }

    std::uint64_t submit_beat(std::int64_t call, std::int64_t user, std::uint64_t origin) {
        return desk.submit(command_of(model::Heartbeat{.call = {call}, .user = {user}}), origin);
    }
    std::uint64_t submit_deposit(std::int64_t user, std::uint64_t origin) {
        return desk.submit(command_of(model::Deposit{.user = {user}, .amount = {5}}), origin);
    }
    void land() {
        store.hold_appends = false;
        desk.run();
    }

    MemoryStore store;
    Desk desk;
};

}  // namespace

TEST_CASE("flight: nothing of a batch is told before it is on the disk") {
    Office office;
    const auto deposit = office.submit_deposit(2, 1);
    office.desk.run();
    CHECK(office.desk.engine().committing());
    CHECK_FALSE(office.desk.engine().wake_at());
    CHECK_FALSE(office.desk.answered(deposit));
    CHECK(office.desk.committed().empty());
    office.land();
    CHECK_FALSE(office.desk.engine().committing());
    CHECK(verdict(office.desk.answer_to(deposit)) == "granted");
    CHECK(office.desk.committed().size() == 1);
}

TEST_CASE("flight: a heartbeat of another call is answered meanwhile, and holds") {
    Office office;
    const auto deposit = office.submit_deposit(2, 1);
    office.desk.run();
    office.desk.at(700);
    const auto beat = office.submit_beat(2, 3, 2);
    office.desk.run();
    CHECK(verdict(office.desk.answer_to(beat)) == "granted");
    CHECK(outcome<model::CallView>(office.desk.answer_to(beat)).call.host_hb_time ==
          office.desk.clock());
    CHECK_FALSE(office.desk.answered(deposit));
    office.land();
    CHECK(office.store.tables().call({2})->file.call.host_hb_time == office.desk.clock());
}

TEST_CASE("flight: a heartbeat that is no party's is refused meanwhile") {
    Office office;
    office.submit_deposit(2, 1);
    office.desk.run();
    const auto beat = office.submit_beat(2, 9, 2);
    office.desk.run();
    CHECK(verdict(office.desk.answer_to(beat)) == "forbidden");
}

TEST_CASE("flight: what would show or change what is on its way waits for it") {
    Office office;
    const auto counts = office.desk.submit(
        command_of(model::AddCounts{.call = {2}, .edits = {std::int64_t{1}}}), 1);
    const auto deposit = office.submit_deposit(2, 2);
    office.desk.run();
    const auto waits = GENERATE(0, 1, 2, 3, 4, 5, 6);
    CAPTURE(waits);
    Desk& desk = office.desk;
    std::uint64_t slot = 0;
    switch (waits) {
        case 0:
            slot = office.submit_beat(2, 4, 3);
            break;  // of a call in the batch
        case 1:
            slot = office.submit_beat(1, 1, 3);
            break;  // its guest's balance is in it
        case 2:
            slot = office.submit_beat(3, 5, 3);
            break;  // answers the call
        case 3:
            slot = office.submit_beat(9, 5, 3);
            break;  // there may be such a call by then
        case 4:
            slot = office.submit_deposit(6, 3);
            break;
        case 5:
            slot = desk.submit(command_of(model::Read{model::GetAccount{.user = {6}}}), 3);
            break;
        default:
            slot = desk.submit(
                command_of(model::RecordsQuery{.filter = {}, .reason = {}, .hung = {}, .page = {}}),
                3);
    }
    desk.run();
    CHECK(desk.answers().empty());
    office.land();
    CHECK(desk.answered(counts));
    CHECK(desk.answered(deposit));
    CHECK(desk.answered(slot));
}

TEST_CASE("flight: a heartbeat waits where a charge of its call comes first") {
    Office office;
    office.submit_deposit(6, 1);
    office.desk.run();
    office.desk.at(10'001);
    const auto beat = office.submit_beat(2, 3, 2);
    office.desk.run();
    CHECK_FALSE(office.desk.answered(beat));
    office.land();
    const auto& view = outcome<model::CallView>(office.desk.answer_to(beat));
    CHECK(view.context.tickets == 2);
}

TEST_CASE("flight: no answer overtakes another of its origin") {
    Office office;
    office.submit_deposit(6, 1);
    office.desk.run();
    office.submit_beat(2, 3, 1);  // behind the deposit
    office.submit_deposit(6, 2);  // waits
    office.submit_beat(2, 3, 2);  // and so does this
    const auto free = office.submit_beat(2, 4, 3);
    office.desk.run();
    REQUIRE(office.desk.answers().size() == 1);
    CHECK(office.desk.answered(free));
    office.land();
    std::vector<std::uint64_t> slots;
    for (const Answered& answer : office.desk.answers()) slots.push_back(answer.to.slot);
    CHECK(slots == std::vector<std::uint64_t>{free, free - 4, free - 3, free - 2, free - 1});
}

TEST_CASE("flight: charges that wait are not released meanwhile") {
    MemoryStore store;
    {
        Desk before{store};
        before.start();
        before.deposit(2, 1000);
        before.dial(1, 2, by_ten_seconds);
        before.talk(1, 1, 2);
    }
    Desk desk{store};
    desk.at(12'000);
    desk.start();
    store.hold_appends = true;
    desk.submit(command_of(model::Deposit{.user = {8}, .amount = {5}}), 1);
    desk.run();
    const auto host = desk.submit(command_of(model::Heartbeat{.call = {1}, .user = {1}}), 2);
    const auto guest = desk.submit(command_of(model::Heartbeat{.call = {1}, .user = {2}}), 3);
    desk.run();
    CHECK_FALSE(desk.answered(host));
    CHECK_FALSE(desk.answered(guest));
    store.hold_appends = false;
    desk.run();
    CHECK(desk.answered(guest));
    CHECK(desk.event_kinds() == std::vector<std::string>{"start", "deposit", "ticket"});
}

TEST_CASE("flight: a batch that finds no room is taken back, what was answered meanwhile stays") {
    Office office;
    const auto deposit = office.submit_deposit(6, 1);
    office.desk.run();
    office.desk.at(700);
    const auto beat = office.submit_beat(2, 3, 2);
    const auto behind = office.submit_deposit(2, 3);
    office.desk.run();
    office.store.mood = Mood::full;
    office.land();
    CHECK(verdict(office.desk.answer_to(beat)) == "granted");
    CHECK(verdict(office.desk.answer_to(deposit)) == "unavailable");
    CHECK(verdict(office.desk.answer_to(behind)) == "unavailable");
    CHECK(office.desk.committed().empty());
    CHECK(office.desk.balance(6) == 1000);
    CHECK(office.desk.state().call({2})->file.call.host_hb_time == office.desk.clock());
}

TEST_CASE("flight: a disk that breaks leaves nobody unanswered") {
    Office office;
    const auto deposit = office.submit_deposit(6, 1);
    office.desk.run();
    const auto behind = office.submit_deposit(2, 2);
    office.desk.run();
    office.store.mood = Mood::broken;
    office.store.hold_appends = false;
    CHECK_THROWS_AS(office.desk.turn(), engine::StoreBroken);
    const auto unknown = [&](std::uint64_t slot) {
        return std::get<model::Refusal>(office.desk.answer_to(slot).answer).outcome_unknown;
    };
    CHECK(unknown(deposit));
    CHECK_FALSE(unknown(behind));
}

TEST_CASE("flight: a start in its midst comes behind it") {
    Office office;
    const auto deposit = office.submit_deposit(6, 1);
    office.desk.run();
    office.desk.engine().restart(office.desk.clock());
    CHECK(office.desk.answered(deposit));
    CHECK(office.desk.event_kinds() == std::vector<std::string>{"deposit", "start"});
}

TEST_CASE("flight: once the disk is broken everybody who still comes is told, and only once") {
    Office office;
    office.submit_deposit(6, 1);
    office.desk.run();
    office.store.mood = Mood::broken;
    office.store.hold_appends = false;
    CHECK_THROWS_AS(office.desk.turn(), engine::StoreBroken);
    const auto late = office.submit_beat(2, 3, 2);
    CHECK_THROWS_AS(office.desk.turn(), engine::StoreBroken);
    CHECK_THROWS_AS(office.desk.engine().restart(office.desk.clock()), engine::StoreBroken);
    CHECK(verdict(office.desk.answer_to(late)) == "unavailable");
    CHECK(office.desk.answers().size() == 2);
}

TEST_CASE("flight: what the store has answered meanwhile is collected behind it") {
    Office office;
    office.store.hold_questions = true;
    const auto records = office.desk.submit(
        command_of(model::RecordsQuery{.filter = {}, .reason = {}, .hung = {}, .page = {}}), 1);
    office.desk.run();
    office.submit_deposit(6, 2);
    office.desk.run();
    office.store.hold_questions = false;
    office.store.hold_appends = false;
    office.desk.run();  // woken once, for both
    CHECK(office.desk.answered(records));
}

TEST_CASE("flight: a manual clock that has moved is shown to nobody before the move is kept") {
    MemoryStore store;
    Desk desk{store, {.settings = {}, .manual_clock = true}};
    desk.start();
    desk.dial(3, 4);
    desk.talk(1, 3, 4);
    store.hold_appends = true;
    desk.submit(
        command_of(model::MoveClock{.advance = base::Millis{100}, .set = {}, .keep_alive = {}},
                   "move"),
        1);
    desk.run();
    REQUIRE(desk.engine().committing());
    const auto beat = desk.submit(command_of(model::Heartbeat{.call = {1}, .user = {3}}), 2);
    desk.run();
    CHECK_FALSE(desk.answered(beat));
    store.mood = Mood::full;
    store.hold_appends = false;
    desk.run();
    CHECK(outcome<model::CallView>(desk.answer_to(beat)).as_of == desk.engine().now());
}

TEST_CASE("flight: the store hears whether many wait for commits that are not theirs") {
    Office office;
    office.store.hold_appends = false;
    const auto turns = [&](std::uint64_t apart) {
        for (int turn = 0; turn < 40; ++turn) {
            office.submit_deposit(6, 1);
            for (std::uint64_t i = 0; i < 8; ++i) office.submit_beat(2, 3, 2 + i * apart);
            office.desk.run();
        }
        return office.store.said_others;
    };
    CHECK(turns(1));        // eight clients with a heartbeat each
    CHECK_FALSE(turns(0));  // one with eight
}
