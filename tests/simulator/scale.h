#pragma once

#include <array>
#include <cstdint>

#include "core/base/instant.h"

// How one history is laid out. Periods and jumps of the clock go together, so that what falls due
// at once stays within what the engine carries out in one turn.

namespace calls::simulator {

class Chance;

struct Scale {
    std::array<base::Millis, 5> periods;
    base::Millis step{0};     // the clock's usual advance, at most
    base::Millis jump{0};     // and its largest
    bool large_sums = false;  // near the ends of 64 bits
    std::int64_t clients = 0;
    std::int64_t users = 0;
    int turn_doublings = 0;                 // of commands asked before a turn
    int life_doublings = 0;                 // of commands asked before calld stops or dies
    std::int64_t events_a_transaction = 0;  // that go into the tables
};

Scale draw_scale(Chance& chance);

}  // namespace calls::simulator
