#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

#include "tests/bench/driver.h"

// The callers of the workloads. What they share (which calls live, which users are free) lies in
// one World, so that no two of them get in each other's way.

namespace bench {

struct LiveCall {
    std::int64_t id = 0;
    std::int64_t host = 0;
    std::int64_t guest = 0;
    std::int64_t now = 0;  // the time in this call, for servers without a clock
};

struct World {
    std::int64_t base = 1'000'000;  // the first user's id: two runs on one server need two
    std::vector<LiveCall> live{};
    std::int64_t pairs = 0;  // of users with money, for lifecycles
    std::int64_t next_pair = 0;
    std::int64_t next_charge = 0;
    std::int64_t charges_left = -1;  // -1: without end
    std::int64_t deposits = 0;       // what was done, for the books
    std::int64_t lives = 0;
    std::int64_t payments = 0;
    std::int64_t greetings = 0;
    std::atomic<bool> sweep_over = false;  // ends the diallers

    [[nodiscard]] std::int64_t host(std::int64_t number) const { return base + 2 * number; }
    [[nodiscard]] std::int64_t guest(std::int64_t number) const { return base + 2 * number + 1; }
};

inline constexpr std::int64_t first_instant = 1'767'225'600'000;  // 2026-01-01
inline constexpr std::int64_t plenty = 1'000'000'000;             // of coins, for one guest

enum class Joined { callee, both };

// Fills world.live: a deposit, a dial and the joins for each, until there are `count` in all.
std::unique_ptr<Caller> opener(World& world, std::int64_t count, Joined joined);
// Gives money to the guests of `world.pairs` pairs behind the live calls.
std::unique_ptr<Caller> funder(World& world);
// A heartbeat of any party of any live call (W1), without end.
std::unique_ptr<Caller> beater(World& world, std::uint64_t seed);
// Dial, two joins, a ticket, three heartbeats of each side, hang (W2), one pair after another.
std::unique_ptr<Caller> liver(World& world);
// Only dial and hang, until the sweep is over (W8).
std::unique_ptr<Caller> dialler(World& world);
// The next due charge of some live call (W3): each once a round, in scattered turn, a period on.
std::unique_ptr<Caller> charger(World& world);
// One heartbeat of each side of every live call.
std::unique_ptr<Caller> greeter(World& world);
// The same request so many times; -1: without end.
std::unique_ptr<Caller> repeater(const Request& request, std::int64_t times);

}  // namespace bench
