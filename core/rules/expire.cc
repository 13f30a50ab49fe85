#include <algorithm>

#include "core/base/check.h"
#include "core/rules/decide.h"
#include "core/rules/look_up.h"
#include "core/rules/payment.h"
#include "core/rules/phases.h"

namespace calls::rules {
namespace {

using base::Instant;
using model::EventBatch;
using model::HangReason;

EventBatch hang_up(const Moment& moment, model::CallFile file, Instant at, HangReason reason) {
    Draft draft{moment};
    end(file.call, at, model::nobody, reason);
    show_call(moment, file, draft.add(model::EventKind::hang, file.call.id, model::nobody));
    return draft.take();
}

// A guest who cannot pay is hung up at the deadline; for a period missed before a start, at the
// heartbeat that released the charges and not in the past.
EventBatch charge(const Moment& moment, const CallState& state, Instant due) {
    Draft draft{moment};
    Payment payment = payment_for_call(state.file, due);
    payment.automatic = true;
    if (pay(moment, payment, draft)) return draft.take();
    return hang_up(moment, state.file, std::max(due, state.released_at), HangReason::no_funds);
}

}  // namespace

EventBatch expire(const Moment& moment, const Deadline& deadline) {
    const auto state = moment.state.call(deadline.call);
    CHECK(state && state->file.call.live() && deadline.due(moment.now));
    switch (deadline.kind) {
        case DeadlineKind::ring:
            return hang_up(moment, state->file, deadline.time, HangReason::ring_timeout);
        case DeadlineKind::host_heartbeat:
            return hang_up(moment, state->file, deadline.time, HangReason::host_timeout);
        case DeadlineKind::guest_heartbeat:
            return hang_up(moment, state->file, deadline.time, HangReason::guest_timeout);
        case DeadlineKind::first_charge:
        case DeadlineKind::charge:
            return charge(moment, *state, deadline.time);
    }
    CHECK(!"a deadline of no known kind");
    return {};
}

}  // namespace calls::rules
