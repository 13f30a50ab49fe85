#include <cstdint>

#include <catch2/catch.hpp>
#include <climits>

#include "tests/core/rules/world.h"

namespace {

using namespace calls;
using namespace calls::tests;
using model::CounterEdits;
using model::CounterValues;

Answer set(World& world, const CounterEdits& edits, std::int64_t call = 1) {
    return world.does(model::SetCounts{.call = {call}, .edits = edits});
}
Answer add(World& world, const CounterEdits& edits, std::int64_t call = 1) {
    return world.does(model::AddCounts{.call = {call}, .edits = edits});
}

}  // namespace

TEST_CASE("counters: set and add touch the named ones, of live and of ended calls") {
    World world;
    world.dial(1, 2);
    if (GENERATE(false, true)) world.hang(1);
    REQUIRE(verdict(set(world, {5, std::nullopt, -7})) == "granted");
    CHECK(world.file(1).counters == CounterValues{5, 0, -7, 0, 0, 0, 0, 0, 0});
    CounterEdits edits;
    edits[0] = -6;
    edits[8] = 4;
    REQUIRE(verdict(add(world, edits)) == "granted");
    CHECK(world.file(1).counters == CounterValues{-1, 0, -7, 0, 0, 0, 0, 0, 4});
    const model::Event& event = world.events().back();
    CHECK(event.kind == model::EventKind::counters);
    CHECK(event.user.value == 0);
    CHECK(event.rows.counters->value == world.file(1).counters);
}

TEST_CASE("counters: no edits change nothing and are no event") {
    World world;
    world.dial(1, 2);
    CHECK(verdict(set(world, {})) == "granted");
    CHECK(verdict(add(world, {})) == "granted");
    CHECK(world.events().size() == 1);
}

TEST_CASE("counters: what would overflow is refused whole") {
    struct Case {
        std::int64_t value;
        std::int64_t addition;
        const char* verdict;
    };
    const auto wish = GENERATE(values<Case>({{INT64_MAX, 0, "granted"},
                                             {INT64_MAX, 1, "conflict"},
                                             {INT64_MAX - 1, 1, "granted"},
                                             {INT64_MAX, INT64_MIN, "granted"},
                                             {INT64_MIN, -1, "conflict"},
                                             {-1, INT64_MIN, "conflict"},
                                             {0, INT64_MIN, "granted"}}));
    CAPTURE(wish.value, wish.addition);
    World world;
    world.dial(1, 2);
    CounterEdits edits;
    edits[3] = wish.value;
    set(world, edits);
    const auto before = world.file(1).counters;
    edits[3] = wish.addition;
    edits[0] = 1;
    CHECK(verdict(add(world, edits)) == wish.verdict);
    if (std::string{wish.verdict} == "conflict") CHECK(world.file(1).counters == before);
}

TEST_CASE("counters: of a call that there is not") {
    World world;
    CHECK(verdict(set(world, {1})) == "not_found");
    CHECK(verdict(add(world, {1}, 7)) == "not_found");
}
