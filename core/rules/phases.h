#pragma once

#include "core/base/instant.h"
#include "core/model/call.h"

// The legal moves of a call, and the only writers of the times that its phase is derived from:
//
//   (nothing) --begin_ringing--> ringing --answer--> connecting --begin_talking--> talking
//   ringing, connecting, talking --end--> ended
//
// say_hello happens once, in connecting. Each move CHECKs that it is legal.

namespace calls::rules {

model::Call begin_ringing(model::CallId id, model::UserId host, model::UserId guest,
                          model::UserId caller, base::Instant now);
void answer(model::Call& call, base::Instant now);
void say_hello(model::Call& call, base::Instant now);
void begin_talking(model::Call& call, base::Instant now);
void end(model::Call& call, base::Instant at, model::UserId user, model::HangReason reason);

// The party is alive; in any live phase.
void beat(model::Call& call, model::Side side, base::Instant now);

}  // namespace calls::rules
