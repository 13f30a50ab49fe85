#pragma once

#include "core/model/event.h"

// What happened, as the log is told: a line an event at level debug.

namespace calls::daemon {

void log_events(const model::EventBatch& events);

}  // namespace calls::daemon
