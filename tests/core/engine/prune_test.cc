#include <catch2/catch.hpp>

#include "core/store/sqlite_store.h"
#include "tests/core/engine/desk.h"
#include "tests/core/engine/memory_store.h"

// The store removes; the engine decides up to when, and keeps the outcome.

namespace {

using namespace calls;
using namespace calls::tests;

model::Change prune(base::Instant before) {
    return model::Prune{before};
}
model::Change prune_at(std::int64_t ms) {
    return prune({desk_begins.ms + ms});
}

struct Office {
    Office() { desk.start(); }
    MemoryStore store;
    Desk desk{store};
};

}  // namespace

TEST_CASE("prune: what the store removed is the answer, and kept under its request id") {
    Office office;
    office.desk.at(1000);
    const auto first = office.desk.ask(prune_at(500), "p");
    CHECK(outcome<model::PruneReply>(first) == model::PruneReply{.events = 7, .request_ids = 3});
    const auto again = office.desk.ask(prune_at(500), "p");
    CHECK(verdict(again) == "replayed");
    CHECK(outcome<model::PruneReply>(again) == outcome<model::PruneReply>(first));
    CHECK(office.store.pruned_before == std::vector{desk_begins + base::Millis{500}});
    CHECK(verdict(office.desk.ask(prune_at(501), "p")) == "conflict");
}

TEST_CASE("prune: a time to come means now") {
    Office office;
    office.desk.at(1000);
    office.desk.ask(prune(base::last_instant));
    CHECK(office.store.pruned_before == std::vector{desk_begins + base::Millis{1000}});
}

TEST_CASE("prune: two under way with one request id are one") {
    Office office;
    office.desk.at(1000);
    office.store.hold_questions = true;
    const auto first = office.desk.submit(command_of(prune_at(500), "p"), 1);
    const auto second = office.desk.submit(command_of(prune_at(500), "p"), 2);
    office.desk.run();
    CHECK_FALSE(office.desk.answered(first));
    office.store.hold_questions = false;
    office.desk.run();
    CHECK(verdict(office.desk.answer_to(first)) == "granted");
    CHECK(verdict(office.desk.answer_to(second)) == "replayed");
    CHECK(office.store.pruned_before.size() == 1);
}

TEST_CASE("prune: its twin waits for its outcome, whoever else is done before") {
    Office office;
    office.store.hold_questions = true;
    office.desk.submit(command_of(prune_at(0), "first"), 5);
    const auto one = office.desk.submit(command_of(prune_at(0), "p"), 2);
    const auto twin = office.desk.submit(command_of(prune_at(0), "p"), 3);
    office.desk.run();
    office.store.hold_questions = false;
    office.desk.run();
    CHECK(verdict(office.desk.answer_to(one)) == "granted");
    CHECK(verdict(office.desk.answer_to(twin)) == "replayed");
    CHECK(office.store.pruned_before.size() == 2);
}

TEST_CASE("prune: what comes meanwhile with its request id waits for its outcome") {
    Office office;
    office.store.hold_questions = true;
    office.desk.submit(command_of(prune_at(0), "p"), 5);
    const auto other =
        office.desk.submit(command_of(model::Dial{.host = {1}, .guest = {2}, .terms = {}}, "p"), 2);
    office.desk.run();
    CHECK_FALSE(office.desk.answered(other));
    CHECK(verdict(office.desk.ask(model::Deposit{.user = {2}, .amount = {1}}, "q")) == "granted");
    office.store.hold_questions = false;
    office.desk.run();
    CHECK(verdict(office.desk.answer_to(other)) == "conflict");
    CHECK(office.desk.state().live_calls() == 0);
}

TEST_CASE("prune: others go on meanwhile, and what the same peer sent behind it waits") {
    Office office;
    office.store.hold_questions = true;
    const auto slow = office.desk.submit(command_of(prune_at(0), "p"), 5);
    const auto behind = office.desk.submit(command_of(model::Read{model::Ping{}}), 5);
    CHECK(verdict(office.desk.dial(1, 2)) == "granted");
    CHECK_FALSE(office.desk.answered(behind));
    office.store.hold_questions = false;
    office.desk.run();
    CHECK(office.desk.answered(slow));
    CHECK(office.desk.answered(behind));
}

TEST_CASE(
    "prune: on a full disk nothing is removed, and an outcome that cannot be kept is unknown") {
    Office office;
    office.store.hold_questions = true;
    const auto slow = office.desk.submit(command_of(prune_at(0), "p"), 5);
    office.desk.run();
    office.store.mood = Mood::full;
    CHECK(verdict(office.desk.dial(1, 2)) == "unavailable");
    CHECK(verdict(office.desk.ask(prune_at(0))) == "unavailable");
    CHECK(office.store.pruned_before.empty());
    office.store.hold_questions = false;
    office.desk.run();
    const auto reply = office.desk.answer_to(slow);
    REQUIRE(verdict(reply) == "unavailable");
    CHECK(std::get<model::Refusal>(reply.answer).outcome_unknown);
}

TEST_CASE("prune: a request id that is gone is a new one, unless it is about money") {
    store::StoreOptions options;
    options.path = store::in_memory;
    options.threaded = false;
    store::SqliteStore store{options};
    Desk desk{store};
    desk.start();
    desk.dial(1, 2, {}, "dial");
    desk.deposit(2, 10, "pay");
    desk.at(1000);
    CHECK(verdict(desk.dial(1, 2, {}, "dial")) == "replayed");
    CHECK(outcome<model::PruneReply>(desk.ask(prune_at(1000))) ==
          model::PruneReply{.events = 3, .request_ids = 1});
    CHECK(verdict(desk.dial(1, 2, {}, "dial")) == "busy");
    CHECK(verdict(desk.deposit(2, 10, "pay")) == "replayed");
    CHECK(desk.balance(2) == 10);
}
