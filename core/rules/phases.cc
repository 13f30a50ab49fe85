#include "core/rules/phases.h"

#include "core/base/check.h"

namespace calls::rules {

using model::Phase;

model::Call begin_ringing(model::CallId id, model::UserId host, model::UserId guest,
                          model::UserId caller, base::Instant now) {
    CHECK(host != guest && (caller == host || caller == guest));
    model::Call call;
    call.id = id;
    call.host = host;
    call.guest = guest;
    call.dial_time = now;
    call.dial_user = caller;
    call.guest_hb_time = now;
    call.host_hb_time = now;
    return call;
}

void answer(model::Call& call, base::Instant now) {
    CHECK(call.phase() == Phase::ringing && now >= call.dial_time);
    call.idal_time = now;
    call.guest_hb_time = now;
    call.host_hb_time = now;
}

void say_hello(model::Call& call, base::Instant now) {
    CHECK(call.phase() == Phase::connecting && !call.helo_time.happened());
    call.helo_time = now;
}

void begin_talking(model::Call& call, base::Instant now) {
    CHECK(call.phase() == Phase::connecting && call.helo_time.happened());
    call.ehlo_time = now;
}

void end(model::Call& call, base::Instant at, model::UserId user, model::HangReason reason) {
    CHECK(call.live() && at >= call.dial_time && reason != model::HangReason::none);
    call.hang_time = at;
    call.hang_user = user;
    call.hang_reason = reason;
}

void beat(model::Call& call, model::Side side, base::Instant now) {
    CHECK(call.live() && now >= call.heartbeat_time(side));
    (side == model::Side::host ? call.host_hb_time : call.guest_hb_time) = now;
}

}  // namespace calls::rules
