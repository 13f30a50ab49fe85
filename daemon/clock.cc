#include "daemon/clock.h"

#include <utility>

namespace calls::daemon {

using std::chrono::duration_cast;

Clock::Sources Clock::of_the_system() {
    const auto wall = [] {
        const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
        return base::Instant{duration_cast<base::Millis>(since_epoch).count()};
    };
    return {.wall = wall, .steady = Steady::now};
}

Clock::Clock(Sources sources)
    : sources_(std::move(sources)),
      started_(sources_.steady()),
      anchor_(started_),
      at_anchor_(sources_.wall()) {}

base::Instant Clock::now() const {
    return at_anchor_ + duration_cast<base::Millis>(sources_.steady() - anchor_);
}

bool Clock::caught_up() {
    const base::Instant ahead = sources_.wall();
    if (ahead - now() <= jump_min) return false;
    anchor_ = sources_.steady();
    at_anchor_ = ahead;
    return true;
}

bool Clock::stood_still() {
    const Steady::time_point now = sources_.steady();
    const auto before = std::exchange(last_turn_, now);
    return before && now - *before > jump_min;
}

void Clock::raise_to(base::Instant at) {
    if (now() >= at) return;
    anchor_ = sources_.steady();
    at_anchor_ = at;
}

base::Millis Clock::uptime() const {
    return duration_cast<base::Millis>(sources_.steady() - started_);
}

}  // namespace calls::daemon
