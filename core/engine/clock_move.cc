#include "core/engine/clock_move.h"

#include <algorithm>
#include <string>
#include <utility>

namespace calls::engine {

using base::Instant;

model::Result<ClockMove> ClockMove::begin(Task task, const model::MoveClock& wish, Instant now) {
    const base::Millis room = base::last_instant - now;
    if (wish.advance && (*wish.advance < base::Millis{0} || *wish.advance > room))
        return model::refuse(model::RefusalKind::invalid,
                             "advance: the clock goes forward only, at most to the year 9999");
    const Instant target = wish.set ? *wish.set : now + wish.advance.value_or(base::Millis{0});
    if (target < now)
        return model::refuse(
            model::RefusalKind::invalid,
            "set: the clock is at " + std::to_string(now.ms) + " already and does not go back");
    ClockMove move;
    move.task_ = std::move(task);
    move.target_ = target;
    move.next_beat_ = now + keep_alive_interval;
    move.keep_alive_ = wish.keep_alive;
    return move;
}

Instant ClockMove::next_stop(std::optional<Instant> deadline) const {
    Instant stop = target_;
    if (!keep_alive_.empty()) stop = std::min(stop, next_beat_);
    if (deadline) stop = std::min(stop, *deadline);
    return stop;
}

std::vector<model::CallId> ClockMove::beating(Instant now) {
    if (now < next_beat_ && !arrived(now)) return {};
    next_beat_ = now + keep_alive_interval;
    return keep_alive_;
}

}  // namespace calls::engine
