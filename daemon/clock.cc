#include "daemon/clock.h"

#include <utility>

namespace calls::daemon {

using std::chrono::duration_cast;

Clock::Clock() : started_(Steady::now()), anchor_(started_), at_anchor_(wall()) {}

base::Instant Clock::now() const {
    return at_anchor_ + duration_cast<base::Millis>(Steady::now() - anchor_);
}

bool Clock::caught_up() {
    const base::Instant ahead = wall();
    if (ahead - now() <= jump_min) return false;
    anchor_ = Steady::now();
    at_anchor_ = ahead;
    return true;
}

bool Clock::stood_still() {
    const Steady::time_point now = Steady::now();
    const auto before = std::exchange(last_turn_, now);
    return before && now - *before > jump_min;
}

void Clock::raise_to(base::Instant at) {
    if (now() >= at) return;
    anchor_ = Steady::now();
    at_anchor_ = at;
}

base::Millis Clock::uptime() const {
    return duration_cast<base::Millis>(Steady::now() - started_);
}

base::Instant Clock::wall() {
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return base::Instant{duration_cast<base::Millis>(since_epoch).count()};
}

}  // namespace calls::daemon
