#include "core/rules/deadline.h"

#include <algorithm>

#include "core/rules/call_state.h"
#include "core/rules/charging.h"

namespace calls::rules {
namespace {

using base::Instant;
using base::Millis;
using model::Phase;
using model::Side;

constexpr Millis off{0};

std::uint8_t rank_of(DeadlineKind kind) {
    switch (kind) {
        case DeadlineKind::ring:
        case DeadlineKind::host_heartbeat:
        case DeadlineKind::guest_heartbeat:
            return 0;
        case DeadlineKind::first_charge:
            return 1;
        case DeadlineKind::charge:
            return 2;
    }
    return 2;
}

class Earliest {
  public:
    explicit Earliest(model::CallId call) : call_(call) {}

    void offer(DeadlineKind kind, Instant time) {
        const Deadline candidate{.kind = kind, .time = time, .call = call_};
        if (!found_ || candidate.key() < found_->key()) found_ = candidate;
    }
    [[nodiscard]] std::optional<Deadline> found() const { return found_; }

  private:
    model::CallId call_;
    std::optional<Deadline> found_;
};

}  // namespace

DeadlineKey Deadline::key() const {
    return {.time = time, .rank = rank_of(kind), .call = call};
}

std::optional<Deadline> next_deadline(const CallState& state, const Settings& settings,
                                      Instant last_start) {
    const model::Call& call = state.file.call;
    Earliest earliest{call.id};
    const auto from = [&](Instant own) { return std::max(own, last_start); };
    switch (call.phase()) {
        case Phase::ended:
            return std::nullopt;
        case Phase::ringing:
            if (settings.ring_timeout != off)
                earliest.offer(DeadlineKind::ring, from(call.dial_time) + settings.ring_timeout);
            break;
        case Phase::connecting:
        case Phase::talking:
            if (settings.heartbeat_timeout == off) break;
            earliest.offer(DeadlineKind::host_heartbeat,
                           from(call.heartbeat_time(Side::host)) + settings.heartbeat_timeout);
            earliest.offer(DeadlineKind::guest_heartbeat,
                           from(call.heartbeat_time(Side::guest)) + settings.heartbeat_timeout);
            break;
    }
    if (const auto charge = next_charge(state.file); charge && !state.charges_wait())
        earliest.offer(charge->first ? DeadlineKind::first_charge : DeadlineKind::charge,
                       charge->time);
    return earliest.found();
}

}  // namespace calls::rules
