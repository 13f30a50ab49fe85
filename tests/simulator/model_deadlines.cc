#include <algorithm>
#include <array>
#include <tuple>
#include <variant>

#include "core/base/check.h"
#include "tests/simulator/model.h"

// What comes due, in which order, and what it does.

namespace calls::simulator {

using model::HangReason;

// At the same time time-outs come before charges, then the lower call, then the host.
bool Model::Deadline::before(const Deadline& other) const {
    const auto order = [](const Deadline& it) {
        return std::tuple{it.time, it.kind == Kind::charge, it.call, it.kind};
    };
    return order(*this) < order(other);
}

// When the guest has to pay next, whether or not charges wait; none: never, or not yet known.
std::optional<base::Instant> Model::charge_time(const model::Call& call) const {
    const model::Offer* const offer = offer_of(call.id);
    if (!call.talking() || offer == nullptr) return std::nullopt;
    const model::Ticket* const last = last_ticket(offer->id, call.guest);
    if (last == nullptr) return std::max(call.ehlo_time, offer->create_time);
    if (offer->terms.mode == model::Mode::once) return std::nullopt;
    return std::max(call.ehlo_time, last->done_time);
}

std::optional<Model::Deadline> Model::due_of(const LiveCall& live, base::Instant now) const {
    if (no_deadlines_) return std::nullopt;
    const model::Call& call = call_at(live.id);
    std::optional<Deadline> first;
    const auto consider = [&](Deadline::Kind kind, base::Instant time) {
        const Deadline deadline{.time = time, .call = call.id, .kind = kind};
        if (!first || deadline.before(*first)) first = deadline;
    };
    const auto time_out = [&](Deadline::Kind kind, base::Instant from, base::Millis after) {
        const base::Instant time = std::max(from, live.started) + after;
        if (after.count() > 0 && time <= now) consider(kind, time);
    };

    if (call.phase() == model::Phase::ringing) {
        time_out(Deadline::Kind::ring, call.dial_time, settings_.ring_timeout);
    } else {
        time_out(Deadline::Kind::host_heartbeat, call.host_hb_time, settings_.heartbeat_timeout);
        time_out(Deadline::Kind::guest_heartbeat, call.guest_hb_time, settings_.heartbeat_timeout);
    }
    const auto charge = live.charges_wait ? std::nullopt : charge_time(call);
    if (charge) {
        // The first charge is due when its time is reached, a later one when it has passed.
        const bool is_first = last_ticket(offer_of(call.id)->id, call.guest) == nullptr;
        if (is_first ? *charge <= now : *charge < now) consider(Deadline::Kind::charge, *charge);
    }
    return first;
}

bool Model::due(model::CallId call, base::Instant now) const {
    const LiveCall* const found = live(call);
    return found != nullptr && due_of(*found, now).has_value();
}

std::optional<model::CallId> Model::next_due(base::Instant now) const {
    std::optional<Deadline> first;
    for (const LiveCall& live : live_) {
        const auto deadline = due_of(live, now);
        if (deadline && (!first || deadline->before(*first))) first = deadline;
    }
    return first ? std::optional{first->call} : std::nullopt;
}

std::vector<Happening> Model::expire(model::CallId call, base::Instant now) {
    const LiveCall* const found = live(call);
    CHECK(found != nullptr);
    const auto deadline = due_of(*found, now);
    CHECK(deadline.has_value());
    Step step{.now = now, .request_id = {}, .happenings = {}};
    expire(*deadline, step);
    return std::move(step.happenings);
}

// A time-out happens at its own time. So does the hang for a refused charge, except that nobody is
// hung up before the heartbeat that released the charge.
void Model::expire(const Deadline& deadline, Step& step) {
    if (deadline.kind != Deadline::Kind::charge) {
        constexpr std::array reasons{HangReason::ring_timeout, HangReason::host_timeout,
                                     HangReason::guest_timeout};
        end(deadline.call, deadline.time, model::nobody,
            reasons.at(static_cast<std::size_t>(deadline.kind)), step);
        return;
    }
    const Outcome paid = issue({.offer = offer_of(deadline.call)->id,
                                .payer = call_at(deadline.call).guest,
                                .ticket_time = deadline.time,
                                .automatic = true},
                               step);
    if (!paid)
        end(deadline.call, std::max(deadline.time, live(deadline.call)->released), model::nobody,
            HangReason::no_funds, step);
}

// Carries out what is due of these calls, in the order of all their deadlines.
void Model::settle(const std::vector<model::CallId>& calls, Step& step) {
    while (true) {
        std::optional<Deadline> first;
        for (const model::CallId call : calls) {
            const LiveCall* const found = live(call);
            if (found == nullptr) continue;
            const auto deadline = due_of(*found, step.now);
            if (deadline && (!first || deadline->before(*first))) first = deadline;
        }
        if (!first) return;
        expire(*first, step);
    }
}

}  // namespace calls::simulator
