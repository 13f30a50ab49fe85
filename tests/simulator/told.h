#pragma once

#include "core/model/event.h"
#include "tests/simulator/happening.h"

namespace calls::simulator {

// An event of the engine as the model would tell it.
Happening told(const model::Event& event);

}  // namespace calls::simulator
