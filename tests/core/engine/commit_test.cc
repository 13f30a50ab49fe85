#include <catch2/catch.hpp>

#include "core/engine/limits.h"
#include "tests/core/engine/desk.h"
#include "tests/core/engine/memory_store.h"

// Nothing leaves before the commit, and what happens when it fails.

namespace {

using namespace calls;
using namespace calls::tests;

using Kinds = std::vector<std::string>;

constexpr model::Terms by_ten_seconds{
    .mode = model::Mode::each, .period = base::Millis{10'000}, .price = {10}};

// Call 1 of host 1 and guest 2 has talked since 0; call 2 of 3 and 4 rings; room 1 has a visitor.
struct Office {
    explicit Office(const engine::EngineOptions& options = {}) : desk(store, options) {
        desk.start();
        desk.deposit(2, 1000);
        desk.dial(1, 2, by_ten_seconds);
        desk.talk(1, 1, 2);
        desk.dial(3, 4);
        desk.ask(model::Publish{.provider = {1},
                                .resource = "room",
                                .module = model::Module::chat,
                                .terms = by_ten_seconds,
                                .mode_id = {}});
        desk.ask(model::PayTicket{.payer = {2}, .provider = {1}, .resource = "room"});
        desk.forget();
    }

    // Memory says what the store says.
    void compare() {
        const rules::State& state = desk.state();
        const rules::State& stored = store.tables();
        CHECK(state.numbers() == stored.numbers());
        CHECK(state.last_start() == stored.last_start());
        CHECK(state.live_calls() == stored.live_calls());
        for (std::int64_t id = 1; id <= 9; ++id) {
            CAPTURE(id);
            REQUIRE(state.has_call({id}) == stored.has_call({id}));
            if (state.has_call({id})) CHECK(state.call({id})->file == stored.call({id})->file);
            CHECK(state.balance({id}) == stored.balance({id}));
            CHECK(state.live_call_of({id}) == stored.live_call_of({id}));
            CHECK((state.chat_offer({{id}, "hall"}) == nullptr) ==
                  (stored.chat_offer({{id}, "hall"}) == nullptr));
        }
        const auto* ticket = state.chat_ticket({{2}, {2}});
        REQUIRE(ticket != nullptr);
        CHECK(*ticket == *stored.chat_ticket({{2}, {2}}));
    }

    MemoryStore store;
    Desk desk;
};

std::vector<model::Command> one_of_each() {
    return {command_of(model::Dial{.host = {5}, .guest = {6}, .terms = {}}, "d"),
            command_of(model::Deposit{.user = {7}, .amount = {5}}),
            command_of(model::Deposit{.user = {2}, .amount = {5}}),
            command_of(model::Withdraw{.user = {2}, .amount = {1}}),
            command_of(model::Hang{.call = {1}, .user = {2}}),
            command_of(model::Dial{.host = {1}, .guest = {6}, .terms = {}}),
            command_of(model::Idal{.call = {2}, .user = {}}),
            command_of(model::SetCounts{.call = {2}, .edits = {5}}),
            command_of(model::Publish{.provider = {5},
                                      .resource = "hall",
                                      .module = model::Module::chat,
                                      .terms = by_ten_seconds,
                                      .mode_id = {}}),
            command_of(model::PayTicket{.payer = {2}, .provider = {1}, .resource = "room"})};
}

model::Read get_call(std::int64_t id) {
    return model::GetCall{.call = {id}, .live_of = {}};
}

}  // namespace

TEST_CASE("commit: no answer leaves before it, neither of reads nor of refusals") {
    Office office;
    office.store.on_append = [&] { CHECK(office.desk.answers().empty()); };
    office.desk.submit(command_of(model::Deposit{.user = {2}, .amount = {5}}));
    office.desk.submit(command_of(get_call(1)), 2);
    office.desk.submit(command_of(model::Withdraw{.user = {9}, .amount = {5}}), 3);
    const std::int64_t appends = office.store.appends;
    office.desk.turn();
    CHECK(office.desk.answers().size() == 3);
    CHECK(office.store.appends == appends + 1);  // one transaction for all
}

TEST_CASE("commit: a turn without events asks nothing of the store") {
    Office office;
    const std::int64_t appends = office.store.appends;
    office.desk.at(100);
    office.desk.beat(1, 1);
    office.desk.call(1);
    office.desk.ask(model::Withdraw{.user = {9}, .amount = {5}});
    CHECK(office.store.appends == appends);
    CHECK(office.store.marks == 1);
}

TEST_CASE("full: everything is undone in memory, and every change is unavailable") {
    Office office;
    office.desk.at(1000);
    office.store.mood = Mood::full;
    std::vector<std::uint64_t> slots;
    for (auto& command : one_of_each()) slots.push_back(office.desk.submit(std::move(command)));
    office.desk.run();
    for (const std::uint64_t slot : slots) {
        const auto reply = office.desk.answer_to(slot);
        REQUIRE(verdict(reply) == "unavailable");
        CHECK_FALSE(std::get<model::Refusal>(reply.answer).outcome_unknown);
    }
    CHECK(office.desk.committed().empty());
    CHECK(office.desk.state().receipt("d") == nullptr);
    office.compare();
    for (auto& command : one_of_each())  // no attempt is made before the probe
        CHECK(verdict(office.desk.ask(std::move(command))) == "unavailable");
    office.compare();
}

TEST_CASE("full: answers come in the order of the requests") {
    Office office;
    office.store.mood = Mood::full;
    std::vector<std::uint64_t> slots;
    for (auto& command : one_of_each()) {
        slots.push_back(office.desk.submit(std::move(command)));
        slots.push_back(office.desk.submit(command_of(model::Query{model::AuditQuery{}})));
        slots.push_back(office.desk.submit(command_of(get_call(1))));
    }
    office.desk.run();
    std::vector<std::uint64_t> order;
    for (const auto& answer : office.desk.answers()) order.push_back(answer.to.slot);
    CHECK(order == slots);
}

TEST_CASE("full: reads and plain heartbeats are answered, a hello is not") {
    Office office;
    office.desk.at(1000);
    office.store.mood = Mood::full;
    const auto change = office.desk.submit(command_of(model::Hang{.call = {1}, .user = {}}));
    const auto read = office.desk.submit(command_of(get_call(1)));
    const auto beat = office.desk.submit(command_of(model::Heartbeat{.call = {1}, .user = {1}}));
    const auto hello = office.desk.submit(command_of(model::Heartbeat{.call = {2}, .user = {3}}));
    const auto ping = office.desk.submit(command_of(model::Read{model::Ping{}}));
    const auto status = office.desk.submit(command_of(model::Read{model::GetStatus{}}));
    office.desk.run();
    CHECK(verdict(office.desk.answer_to(change)) == "unavailable");
    CHECK(outcome<model::CallView>(office.desk.answer_to(read)).call.live());
    CHECK(outcome<model::CallView>(office.desk.answer_to(beat)).call.host_hb_time.ms ==
          desk_begins.ms + 1000);
    CHECK(verdict(office.desk.answer_to(hello)) == "unavailable");
    CHECK(verdict(office.desk.answer_to(ping)) == "unavailable");
    const auto status_reply = office.desk.answer_to(status);
    CHECK(std::get<model::StatusReply>(status_reply.answer).storage == "the disk is full");
    CHECK_FALSE(office.desk.state().call({2})->file.call.idal_time.happened());
    office.compare();  // the plain heartbeat was handed on
}

TEST_CASE("full: no deadline is carried out until a probe succeeds, which is a start") {
    Office office;
    office.desk.at(5000);
    office.store.mood = Mood::full;
    office.desk.deposit(2, 1);
    office.desk.at(50'000);  // long past every deadline
    office.desk.run();
    CHECK(office.desk.state().live_calls() == 2);
    CHECK(office.desk.committed().empty());
    office.store.mood = Mood::good;
    office.desk.at(51'000);
    office.desk.run();
    CHECK(office.desk.event_kinds() == Kinds{"start"});
    office.compare();
    CHECK(verdict(office.desk.deposit(2, 1)) == "granted");
    office.desk.at(65'999);
    office.desk.run();
    CHECK(office.desk.state().live_calls() == 2);
    office.desk.at(81'000);
    office.desk.run();
    const auto timed_out = office.store.tables().call({1})->file.call;
    CHECK(timed_out.hang_reason == model::HangReason::host_timeout);
    CHECK(timed_out.hang_time.ms == desk_begins.ms + 66'000);
    CHECK(office.store.tables().call({1})->file.totals.tickets == 1);  // charges waited
    CHECK(office.store.tables().call({2})->file.call.hang_time.ms == desk_begins.ms + 81'000);
}

TEST_CASE("full: is noticed by a deadline as well") {
    Office office;
    office.store.mood = Mood::full;
    office.desk.at(10'001);  // a charge
    office.desk.run();
    CHECK(office.desk.committed().empty());
    office.compare();
    REQUIRE(office.desk.engine().wake_at().has_value());
    CHECK(office.desk.engine().wake_at()->ms == desk_begins.ms + 11'001);
    office.desk.at(11'001);
    office.desk.run();  // the probe fails
    CHECK(office.desk.engine().wake_at()->ms == desk_begins.ms + 12'001);
    office.compare();
}

TEST_CASE("full: charges that a heartbeat released wait for both sides again") {
    Office office;
    office.desk.engine().restart({desk_begins.ms + 30'000});
    office.desk.at(30'000);
    office.desk.beat(1, 1);
    office.store.mood = Mood::full;
    CHECK(verdict(office.desk.beat(1, 2)) == "granted");  // a plain one after all
    CHECK(office.desk.state().call({1})->file.totals.tickets == 1);
    office.store.mood = Mood::good;
    office.desk.at(32'000);
    office.desk.beat(1, 2);
    CHECK(office.desk.state().call({1})->file.totals.tickets == 1);
    office.desk.beat(1, 1);
    CHECK(office.desk.state().call({1})->file.totals.tickets == 4);
    office.compare();
}

TEST_CASE("full: again right after the probe") {
    Office office;
    office.store.mood = Mood::full;
    office.desk.deposit(2, 1);
    office.desk.at(2000);
    // There is room for the start, and then no more.
    office.store.on_append = [&, room = 1]() mutable {
        office.store.mood = room-- > 0 ? Mood::good : Mood::full;
    };
    CHECK(verdict(office.desk.deposit(2, 1)) == "unavailable");
    office.compare();
    office.store.on_append = nullptr;
    office.store.mood = Mood::good;
    office.desk.at(4000);
    CHECK(verdict(office.desk.deposit(2, 1)) == "granted");
    office.compare();
}

TEST_CASE("full: a manual clock does not keep the probe from coming") {
    engine::EngineOptions options;
    options.manual_clock = true;
    Office office{options};
    office.store.mood = Mood::full;
    CHECK(verdict(office.desk.deposit(2, 1)) == "unavailable");
    office.store.mood = Mood::good;
    for (std::int64_t ms = 0; ms < 10'000; ms += 500) {  // as the wall clock goes on
        office.desk.at(ms);
        office.desk.run();
    }
    CHECK(verdict(office.desk.deposit(2, 1)) == "granted");
}

TEST_CASE("full: a clock move is unavailable too") {
    engine::EngineOptions options;
    options.manual_clock = true;
    Office office{options};
    office.store.mood = Mood::full;
    const auto move = office.desk.ask(
        model::MoveClock{.advance = base::Millis{60'000}, .set = {}, .keep_alive = {}});
    CHECK(verdict(move) == "unavailable");
    office.compare();
}

TEST_CASE("full: at a jump of the clock, the start waits for room") {
    Office office;
    office.store.mood = Mood::full;
    CHECK_NOTHROW(office.desk.engine().restart({desk_begins.ms + 100'000}));
    office.desk.at(100'000);
    office.desk.run();
    CHECK(office.desk.state().live_calls() == 2);
    office.store.mood = Mood::good;
    office.desk.at(102'000);
    office.desk.run();
    CHECK(office.desk.state().live_calls() == 2);
    CHECK(office.desk.event_kinds() == Kinds{"start"});
}

TEST_CASE("lag: changes are unavailable, everything else goes on") {
    Office office;
    office.store.lag = "the tables are behind";
    CHECK(verdict(office.desk.deposit(2, 1)) == "unavailable");
    CHECK(verdict(office.desk.call(1)) == "granted");
    CHECK(verdict(office.desk.beat(1, 1)) == "granted");
    office.store.lag.reset();
    CHECK(verdict(office.desk.deposit(2, 1)) == "granted");
}

TEST_CASE("stop: what comes then is unavailable") {
    Office office;
    office.desk.engine().stop();
    const auto reply = office.desk.deposit(2, 1);
    REQUIRE(verdict(reply) == "unavailable");
    CHECK_FALSE(std::get<model::Refusal>(reply.answer).outcome_unknown);
    CHECK(verdict(office.desk.call(1)) == "granted");
}
