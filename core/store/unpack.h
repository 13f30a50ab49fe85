#pragma once

#include "core/model/event.h"
#include "core/store/journal.h"

namespace calls::store {

// Throws engine::StoreBroken, with words that say which event it was, where the body is none or
// says another id or time than its row.
model::Event unpack_event(const RawEvent& raw);

}  // namespace calls::store
