#include "tests/fire/damage.h"

#include <catch2/catch.hpp>

// A damaged store is refused with its files untouched, or the damage is met by whoever reads there;
// damage_loop does this for every page.

namespace {

using tests::Damage;

constexpr std::uint64_t seed = 7;

tests::DamageOutcome damage(Damage kind, int step) {
    auto outcome = tests::damage_pages(kind, seed, step);
    for (const auto& fault : outcome.faults) FAIL_CHECK(fault);
    CHECK(outcome.trials > 4);
    return outcome;
}

}  // namespace

TEST_CASE("damage: a page wiped is found") {
    const auto outcome = damage(Damage::page_wiped, 3);
    for (const auto& unnoticed : outcome.unnoticed) FAIL_CHECK(unnoticed);
    CHECK(outcome.refused + outcome.found > 0);
}

TEST_CASE("damage: a file cut off is found") {
    const auto outcome = damage(Damage::cut_off, 4);
    for (const auto& unnoticed : outcome.unnoticed) FAIL_CHECK(unnoticed);
    CHECK(outcome.refused + outcome.found > 0);
}

TEST_CASE("damage: a single bit ends in an answer or a refusal, never in a crash") {
    const auto outcome = damage(Damage::byte_flipped, 4);
    CHECK(outcome.refused + outcome.found + outcome.harmless > 0);
}
