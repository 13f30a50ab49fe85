#pragma once

#include <compare>
#include <cstdint>
#include <optional>

#include "core/base/instant.h"
#include "core/model/ids.h"
#include "core/rules/settings.h"

// What comes up for a call if nobody does anything. A deadline is carried out at its own time,
// however late that is noticed.

namespace calls::rules {

struct CallState;

enum class DeadlineKind : std::uint8_t {
    ring,
    host_heartbeat,
    guest_heartbeat,
    first_charge,
    charge
};

// The order in which deadlines are carried out: by time; at one time time-outs before charges;
// then by call.
struct DeadlineKey {
    base::Instant time;
    std::uint8_t rank = 0;
    model::CallId call;

    auto operator<=>(const DeadlineKey&) const = default;  // NOLINT(modernize-use-nullptr)
};

struct Deadline {
    DeadlineKind kind = DeadlineKind::ring;
    base::Instant time;
    model::CallId call;

    [[nodiscard]] DeadlineKey key() const;
    // The first instant at which it is due. A period is paid once it is entered: every charge but
    // the first is due when its time has passed, everything else when its time is reached.
    [[nodiscard]] base::Instant due_from() const {
        return kind == DeadlineKind::charge ? time + base::Millis{1} : time;
    }
    [[nodiscard]] bool due(base::Instant now) const {
        return kind == DeadlineKind::charge ? time < now : time <= now;
    }
};

// The earliest of one call; of a call that has both time-outs at one instant, the host's.
// Deadlines are counted from `last_start` where that is later than the call's own times.
std::optional<Deadline> next_deadline(const CallState& state, const Settings& settings,
                                      base::Instant last_start);

}  // namespace calls::rules
