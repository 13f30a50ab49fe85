#include <catch2/catch.hpp>

#include "core/engine/limits.h"
#include "tests/core/engine/desk.h"
#include "tests/core/engine/memory_store.h"

// A store that broke: everybody who waits is told, once, and what he may count on.

namespace {

using namespace calls;
using namespace calls::tests;

struct Office {
    Office() : desk(store) {
        desk.start();
        desk.dial(1, 2);
        desk.forget();
    }

    MemoryStore store;
    Desk desk;
};

model::Command get_call(std::int64_t id) {
    return command_of(model::Read{model::GetCall{.call = {id}, .live_of = {}}});
}

}  // namespace

TEST_CASE("broken: the batch's outcome is unknown, what waited was not touched, and it ends") {
    Office office;
    office.desk.submit(command_of(model::Deposit{.user = {2}, .amount = {5}}));
    office.desk.submit(get_call(1), 2);
    office.store.mood = Mood::broken;
    CHECK_THROWS_AS(office.desk.turn(), engine::StoreBroken);
    REQUIRE(office.desk.answers().size() == 2);
    for (const auto& answer : office.desk.answers()) {
        REQUIRE(verdict(answer.reply) == "unavailable");
        CHECK(std::get<model::Refusal>(answer.reply.answer).outcome_unknown);
    }
    CHECK(office.desk.committed().empty());
}

TEST_CASE("broken: what came behind a full turn was not carried out") {
    Office office;
    for (std::size_t i = 0; i < engine::turn_commands_max; ++i)
        office.desk.submit(command_of(model::Deposit{.user = {2}, .amount = {1}}));
    const auto behind = office.desk.submit(command_of(model::Deposit{.user = {2}, .amount = {1}}));
    office.store.mood = Mood::broken;
    CHECK_THROWS_AS(office.desk.turn(), engine::StoreBroken);
    const auto reply = office.desk.answer_to(behind);
    CHECK_FALSE(std::get<model::Refusal>(reply.answer).outcome_unknown);
    CHECK(office.desk.answers().size() == engine::turn_commands_max + 1);
}

TEST_CASE("broken: who waits for the store's answer is told, too") {
    Office office;
    office.store.hold_questions = true;
    const auto audit = office.desk.submit(command_of(model::Query{model::AuditQuery{}}), 1);
    const auto behind = office.desk.submit(get_call(1), 1);
    const auto prune = office.desk.submit(
        command_of(model::Change{model::Prune{.before = office.desk.clock()}}, "p"), 2);
    office.desk.run();
    CHECK(office.desk.answers().empty());
    office.store.mood = Mood::broken;
    office.desk.submit(command_of(model::Deposit{.user = {2}, .amount = {5}}), 3);
    CHECK_THROWS_AS(office.desk.turn(), engine::StoreBroken);
    const auto unknown = [&](std::uint64_t slot) {
        const auto reply = office.desk.answer_to(slot);
        REQUIRE(verdict(reply) == "unavailable");
        return std::get<model::Refusal>(reply.answer).outcome_unknown;
    };
    CHECK_FALSE(unknown(audit));
    CHECK_FALSE(unknown(behind));
    CHECK(unknown(prune));
    CHECK(office.desk.answers().size() == 4);
}

TEST_CASE("broken: found while the store keeps house, it is told to whoever waits") {
    Office office;
    const auto waits = office.desk.submit(command_of(model::Deposit{.user = {2}, .amount = {5}}));
    office.store.mood = Mood::broken;
    CHECK_THROWS_AS(office.desk.engine().tidy(), engine::StoreBroken);
    CHECK(verdict(office.desk.answer_to(waits)) == "unavailable");
    CHECK_THROWS_AS(office.desk.engine().tidy(), engine::StoreBroken);
    CHECK(office.desk.answers().size() == 1);
}
