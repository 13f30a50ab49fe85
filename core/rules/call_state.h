#pragma once

#include <cstdint>
#include <optional>

#include "core/base/instant.h"
#include "core/model/call_file.h"
#include "core/rules/deadline.h"

namespace calls::rules {

// A call in memory: what is stored of it, and what a start makes anew.
struct CallState {
    model::CallFile file;

    // Set by a start with this call live: no automatic charge until both sides have sent a
    // heartbeat. `released_at` is when they had; a charge refused then hangs up then, not before.
    bool awaits_host = false;
    bool awaits_guest = false;
    base::Instant released_at;

    // Derived: where the schedule has this call, never later than its next deadline.
    std::optional<DeadlineKey> scheduled;

    [[nodiscard]] bool charges_wait() const { return awaits_host || awaits_guest; }
};

}  // namespace calls::rules
