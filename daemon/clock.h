#pragma once

#include <chrono>
#include <functional>
#include <optional>

#include "core/base/instant.h"

namespace calls::daemon {

// calld's real clock: wall time at start, carried on by the steady clock, so that a wall clock set
// back changes nothing. The one place that reads clocks.
class Clock {
  public:
    using Steady = std::chrono::steady_clock;
    // Other ones are for tests.
    struct Sources {
        std::function<base::Instant()> wall;
        std::function<Steady::time_point()> steady;
    };
    static Sources of_the_system();

    explicit Clock(Sources sources = of_the_system());

    [[nodiscard]] base::Instant now() const;

    // Asked at every turn of the loop. Wall time has run more than jump_min ahead: the machine was
    // suspended, or its clock set; from then on now() is wall time again.
    bool caught_up();
    // Likewise. So long since it was last asked: the loop stood still (a stopped process, a disk
    // that took its time), and what callers sent meanwhile was not heard.
    bool stood_still();

    // Never before this: the latest time in the store.
    void raise_to(base::Instant at);

    [[nodiscard]] base::Millis uptime() const;

    static constexpr base::Millis jump_min{5000};

  private:
    Sources sources_;
    Steady::time_point started_;
    Steady::time_point anchor_;  // now() was `at_anchor_` then
    base::Instant at_anchor_;
    std::optional<Steady::time_point> last_turn_;
};

}  // namespace calls::daemon
