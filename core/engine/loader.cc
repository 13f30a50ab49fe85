#include "core/engine/loader.h"

#include <algorithm>
#include <string>

namespace calls::engine {
namespace {

StoreBroken damaged(model::CallId call, const std::string& why) {
    return StoreBroken{"the store is damaged at call " + std::to_string(call.value) + ": " + why};
}

}  // namespace

void Loader::numbers(const Numbers& last, base::Instant latest) {
    state_.put_numbers(last);
    latest_ = std::max(latest_, latest);
}

void Loader::live_call(model::CallFile file) {
    const model::Call& row = file.call;
    const auto newest = std::max({row.dial_time, row.idal_time, row.helo_time, row.ehlo_time,
                                  row.host_hb_time, row.guest_hb_time});
    if (newest > latest_) throw damaged(row.id, "it has times after the store's latest");
    expect_free(row);
    rules::CallState call;
    call.file = file;
    state_.put_call(call);
}

// The tables lack this event, so they may still hold the call that it names as it was before; and
// the accounts of those who are in a live call belong into memory.
void Loader::event(model::Event event) {
    if (event.call) residents_.bring_in_call(event.call);
    if (const auto& call = event.rows.call; call && call->live()) {
        Scope parties;
        parties.users = {call->host, call->guest};
        residents_.bring_in(parties);
    }
    if (event.rows.call) {
        if (event.rows.call->live()) expect_free(*event.rows.call);
    } else if (event.call && !state_.has_call(event.call)) {
        throw damaged(event.call, "its dial is missing");
    }
    state_.apply(event);
    latest_ = std::max(latest_, event.time);
    residents_.hold({event});
}

// A user is in one live call at most.
void Loader::expect_free(const model::Call& call) const {
    for (const model::UserId user : {call.host, call.guest}) {
        const model::CallId other = state_.live_call_of(user);
        if (other && other != call.id)
            throw damaged(call.id, "user " + std::to_string(user.value) + " is in call " +
                                       std::to_string(other.value) + " at the same time");
    }
}

}  // namespace calls::engine
