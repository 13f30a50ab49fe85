#pragma once

#include "tests/simulator/life.h"
#include "tests/simulator/model.h"

namespace calls::simulator {

// After a start: what plain heartbeats of live calls came back, no later than they were sent, is
// taken over by the model.
void take_over_heartbeats(Life& life, Model& model);

// Everything that the engine has in memory, and every row of every table, is what the model says.
// Throws Violation.
void compare(Life& life, const Model& model);

// The store's own audit finds nothing.
void audit(Life& life);

}  // namespace calls::simulator
