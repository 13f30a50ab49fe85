#pragma once

#include <cstdint>
#include <string>

#include "tests/simulator/life.h"
#include "tests/simulator/model.h"

namespace calls::simulator {

// After a start: what plain heartbeats of live calls came back, no later than they were sent, is
// taken over by the model.
// What a prune that was cut short has left is what is there.
void take_over_pruned(Life& life, Model& model, base::Instant before);
void take_over_heartbeats(Life& life, Model& model);

// How much of the rows that never change was compared before.
struct Compared {
    std::int64_t tickets = 0;
    std::int64_t entries = 0;
    std::string request_id;  // in the order of their names, round and round
};

// What the engine has in memory is what the model says, and so are the tables: all their rows that
// may change, and of the others those that came since and a few kept outcomes. Throws Violation.
void compare(Life& life, const Model& model, Compared& before);
// The same for every row.
void compare_all(Life& life, const Model& model);

// The store's own audit finds nothing.
void audit(Life& life);

}  // namespace calls::simulator
