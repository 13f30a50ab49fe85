#include "core/store/call_checks.h"

#include <algorithm>
#include <string>

namespace calls::store {
namespace {

using base::Instant;
using model::Call;
using model::HangReason;

bool in_order(const Call& call, bool live) {
    const auto later = [](Instant time, Instant than) {
        return !time.happened() || (than.happened() && time >= than);
    };
    return call.dial_time.happened() && call.hang_time.happened() != live &&
           later(call.idal_time, call.dial_time) && later(call.helo_time, call.idal_time) &&
           later(call.ehlo_time, call.helo_time) &&
           later(call.hang_time,
                 std::max({call.dial_time, call.idal_time, call.helo_time, call.ehlo_time}));
}

bool fits(const Call& call) {
    const bool answered = call.idal_time.happened();
    switch (call.hang_reason) {
        case HangReason::none:
            return false;
        case HangReason::operator_hang:
            return call.hang_user == model::operator_user;
        case HangReason::cancel:
            return !answered && call.hang_user == call.caller();
        case HangReason::reject:
            return !answered && call.hang_user == call.callee();
        case HangReason::hangup:
            return answered && call.side_of(call.hang_user).has_value();
        case HangReason::ring_timeout:
            return !answered && call.hang_user == model::nobody;
        case HangReason::host_timeout:
        case HangReason::guest_timeout:
            return answered && call.hang_user == model::nobody;
        case HangReason::no_funds:
            return call.ehlo_time.happened() && call.hang_user == model::nobody;
    }
    return false;
}

// The starts that the call lived through.
std::span<const Instant> starts_within(const Call& call, std::span<const Instant> starts) {
    const Instant end = call.live() ? base::last_instant : call.hang_time;
    const auto first = std::ranges::lower_bound(starts, call.dial_time);
    return {first, std::ranges::upper_bound(first, starts.end(), end)};
}

// Since when both sides were heard: after a start nothing is charged before.
Instant both_heard(const Call& call) {
    return std::min(call.host_hb_time, call.guest_hb_time);
}

std::string text(Instant time) {
    return std::to_string(time.ms);
}

}  // namespace

void check_times(const Call& call, bool live, Findings& findings) {
    if (in_order(call, live)) return;
    findings.add("the times of a call are in order", call.id.value,
                 "dial <= answer <= hello <= hello-back <= hang",
                 text(call.dial_time) + " " + text(call.idal_time) + " " + text(call.helo_time) +
                     " " + text(call.ehlo_time) + " " + text(call.hang_time));
}

void check_reason(const Call& call, Findings& findings) {
    if (fits(call)) return;
    const char* const kind = call.ehlo_time.happened()   ? "a call that talked"
                             : call.idal_time.happened() ? "an answered call"
                                                         : "an unanswered call";
    findings.add("the reason of a hang fits the call", call.id.value,
                 std::string{"a reason, and who hung up, of "} + kind,
                 std::string{name_of(call.hang_reason)} + " by user " +
                     std::to_string(call.hang_user.value));
}

void check_paid_to_end(const Call& call, const PaidSoFar& paid, std::span<const Instant> starts,
                       Findings& findings) {
    const auto lived = starts_within(call, starts);
    const std::int64_t id = call.id.value;
    if (call.hang_reason == HangReason::no_funds) {
        // Hung up at the payment's own time, or by the heartbeat that released what a start held.
        const bool held = !lived.empty() && lived.front() <= both_heard(call);
        if (!paid.due || *paid.due > call.hang_time || (*paid.due < call.hang_time && !held))
            findings.add("a call ends for lack of funds when a payment is due", id,
                         "a payment due at " + text(call.hang_time),
                         paid.due ? "due at " + text(*paid.due) : "paid for ever");
        return;
    }
    if (!paid.due) return;
    const bool missed = paid.first ? *paid.due <= call.hang_time : *paid.due < call.hang_time;
    const bool forgiven = !lived.empty() && both_heard(call) <= lived.back();
    if (missed && !forgiven)
        findings.add("a call's tickets reach to its end", id, "a ticket from " + text(*paid.due),
                     "none; the call ended at " + text(call.hang_time));
}

void check_paid_so_far(const Call& call, const PaidSoFar& paid, std::span<const Instant> starts,
                       Findings& findings) {
    const Instant heard = std::max(call.host_hb_time, call.guest_hb_time);
    if (!paid.due || *paid.due >= heard || !starts_within(call, starts).empty()) return;
    findings.add("a live call is paid up to its latest heartbeat", call.id.value,
                 "a ticket from " + text(*paid.due), "none; heard of at " + text(heard));
}

}  // namespace calls::store
