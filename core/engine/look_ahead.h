#pragma once

#include <span>

#include "core/engine/task.h"
#include "core/rules/state.h"

namespace calls::engine {

// Begins to bring what these commands name into the processor's caches: so they wait for memory
// together, where each would wait for its own rows once it is carried out. Changes nothing, and is
// needed by nothing.
void look_ahead(const rules::State& state, std::span<const Task> tasks);

}  // namespace calls::engine
