#pragma once

#include <optional>
#include <span>

#include "core/base/instant.h"
#include "core/model/call.h"
#include "core/store/findings.h"

// What one call's own row must obey, and whether its tickets reach as far as they must.

namespace calls::store {

void check_times(const model::Call& call, bool live, Findings& findings);
void check_reason(const model::Call& call, Findings& findings);

// What the tickets of a call's guest have come to.
struct PaidSoFar {
    std::optional<base::Instant> due;  // when the next payment is; none: paid for ever
    bool first = false;                // that would be the first ticket
};

// Of a call that talked and has ended. `starts` rise.
void check_paid_to_end(const model::Call& call, const PaidSoFar& paid,
                       std::span<const base::Instant> starts, Findings& findings);

// Of a call that talks: a heartbeat settles first what was due before it, unless calld was started
// since the dial; what is due after the latest heartbeat may follow in a later turn.
void check_paid_so_far(const model::Call& call, const PaidSoFar& paid,
                       std::span<const base::Instant> starts, Findings& findings);

}  // namespace calls::store
