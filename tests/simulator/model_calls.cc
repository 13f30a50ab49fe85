#include <algorithm>

#include "core/base/check.h"
#include "tests/simulator/model.h"

// The life of a call: dial, answer, heartbeats, hang.

namespace calls::simulator {

using model::EventKind;
using model::HangReason;
using model::RefusalKind;
using model::refuse;

Model::Outcome Model::carry_out(const model::Dial& dial, Step& step) {
    if (dial.host == dial.guest) return refuse(RefusalKind::invalid, "");
    for (const model::UserId user : {dial.host, dial.guest}) {
        if (const model::Call* const found = live_call_of(user)) {
            model::Refusal busy = refuse(RefusalKind::busy, "");
            busy.call = found->id;
            busy.user = user;
            return busy;
        }
    }
    if (dial.terms && !can_pay(dial.guest, dial.terms->price))
        return too_poor(dial.guest, dial.terms->price);

    const model::CallId id{static_cast<std::int64_t>(calls_.size()) + 1};
    model::Call call;
    call.id = id;
    call.host = dial.host;
    call.guest = dial.guest;
    call.dial_time = call.host_hb_time = call.guest_hb_time = step.now;
    call.dial_user = dial.direct ? dial.host : dial.guest;
    calls_.push_back(call);
    Beside with{.counters = dial.counters, .totals = {}, .offer = {}};
    with.totals.call = id;
    beside_.push_back(with);
    LiveCall live;
    live.id = id;
    live_.push_back(live);
    // The offer is part of the dial, though it has an event of its own behind it.
    model::CallView dialled = view_of(id, step.now);
    dialled.context.terms = dial.terms;
    tell(EventKind::dial, id, call.dial_user, dialled, step);
    if (dial.terms)
        add_offer({.id = {},
                   .provider = dial.host,
                   .resource = model::call_resource(id),
                   .mode_id = id.value,
                   .module = model::Module::call,
                   .terms = *dial.terms,
                   .create_time = step.now},
                  step);
    return view_of(id, step.now);
}

Model::Outcome Model::carry_out(const model::Idal& idal, Step& step) {
    if (!known(idal.call)) return refuse(RefusalKind::not_found, "");
    model::Call& call = call_at(idal.call);
    const model::UserId user = idal.user ? idal.user : call.callee();
    if (!call.side_of(user)) return refuse(RefusalKind::forbidden, "");
    if (!call.live()) return ended(call.id, step.now);
    if (user == call.caller()) return refuse(RefusalKind::forbidden, "");
    if (!call.idal_time.happened()) {
        call.idal_time = call.host_hb_time = call.guest_hb_time = step.now;
        tell(EventKind::answer, call.id, user, view_of(call.id, step.now), step);
    }
    return view_of(call.id, step.now);
}

// More than plain is what books a hello or a hello-back; a beat that only releases charges is
// plain. A beat that is refused leaves no trace.
model::Reply Model::answer(const model::Heartbeat& beat_of, Step& step) {
    const auto refusal = [](RefusalKind kind) { return model::Reply{.answer = refuse(kind, "")}; };
    if (!known(beat_of.call)) return refusal(RefusalKind::not_found);
    model::Call& call = call_at(beat_of.call);
    const auto side = call.side_of(beat_of.user);
    if (!side) return refusal(RefusalKind::forbidden);
    if (call.live()) {
        const bool hello = beat_of.user == call.callee() && !call.helo_time.happened();
        const bool hello_back = beat_of.user == call.caller() && call.helo_time.happened() &&
                                !call.ehlo_time.happened();
        if (no_changes_ && (hello || hello_back)) return refusal(RefusalKind::unavailable);
        beat(call, *side, step);
        settle({call.id}, step);
    }
    return {.answer = model::Outcome{view_of(call.id, step.now)}};
}

void Model::beat(model::Call& call, model::Side side, Step& step) {
    const model::UserId user = side == model::Side::host ? call.host : call.guest;
    base::Instant& last = side == model::Side::host ? call.host_hb_time : call.guest_hb_time;
    last = std::max(last, step.now);
    LiveCall& it = *live(call.id);
    (side == model::Side::host ? it.host_heard : it.guest_heard) = true;
    if (it.charges_wait && it.host_heard && it.guest_heard) {
        it.charges_wait = false;
        it.released = step.now;
    }

    const auto tell_call = [&](EventKind kind) {
        tell(kind, call.id, user, view_of(call.id, step.now), step);
    };
    if (user == call.callee()) {
        if (!call.idal_time.happened()) {
            call.idal_time = call.host_hb_time = call.guest_hb_time = step.now;
            tell_call(EventKind::answer);
        }
        if (!call.helo_time.happened()) {
            call.helo_time = step.now;
            tell_call(EventKind::hello);
        }
    } else if (call.helo_time.happened() && !call.ehlo_time.happened()) {
        call.ehlo_time = step.now;
        tell_call(EventKind::hello_back);
    }
}

Model::Outcome Model::carry_out(const model::Hang& hang, Step& step) {
    if (!known(hang.call)) return refuse(RefusalKind::not_found, "");
    const model::Call& call = call_at(hang.call);
    const bool by_operator = hang.user == model::operator_user;
    if (!by_operator && !call.side_of(hang.user)) return refuse(RefusalKind::forbidden, "");
    if (call.live()) {
        HangReason reason = HangReason::hangup;
        if (by_operator)
            reason = HangReason::operator_hang;
        else if (call.phase() == model::Phase::ringing)
            reason = hang.user == call.caller() ? HangReason::cancel : HangReason::reject;
        end(call.id, step.now, hang.user, reason, step);
    }
    return view_of(call.id, step.now);
}

void Model::end(model::CallId id, base::Instant at, model::UserId user, HangReason reason,
                Step& step) {
    model::Call& call = call_at(id);
    CHECK(call.live());
    call.hang_time = at;
    call.hang_user = user;
    call.hang_reason = reason;
    std::erase_if(live_, [&](const LiveCall& it) { return it.id == id; });
    tell(EventKind::hang, id, user, view_of(id, step.now), step);
}

model::Refusal Model::ended(model::CallId call, base::Instant now) const {
    model::Refusal refusal = refuse(RefusalKind::ended, "");
    refusal.ended = std::make_shared<const model::CallView>(view_of(call, now));
    return refusal;
}

}  // namespace calls::simulator
