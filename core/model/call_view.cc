#include "core/model/call_view.h"

#include <algorithm>

namespace calls::model {
namespace {

Millis between(Instant begin, Instant next, Instant until) {
    if (!begin.happened()) return Millis{0};
    const Instant end = next.happened() ? next : until;
    return std::max(Millis{0}, end - begin);
}

}  // namespace

CallDurations durations_of(const Call& call, Instant as_of) {
    const Instant until = call.hang_time.happened() ? call.hang_time : as_of;
    return CallDurations{.ring = between(call.dial_time, call.idal_time, until),
                         .wait = between(call.idal_time, call.ehlo_time, until),
                         .talk = between(call.ehlo_time, base::never_happened, until)};
}

}  // namespace calls::model
