#pragma once

#include "core/base/instant.h"
#include "core/model/call_file.h"

namespace calls::rules {

// A call as the rules see it: what is stored of it, and what a start makes anew.
struct CallState {
    model::CallFile file;

    // Set by a start with this call live: no automatic charge until both sides have sent a
    // heartbeat. `released_at` is when they had; a charge refused then hangs up then, not before.
    bool awaits_host = false;
    bool awaits_guest = false;
    base::Instant released_at;

    bool operator==(const CallState&) const = default;
    [[nodiscard]] bool charges_wait() const { return awaits_host || awaits_guest; }
};

}  // namespace calls::rules
