#include "core/engine/loader.h"

#include <algorithm>
#include <utility>

namespace calls::engine {

void Loader::numbers(const Numbers& last, base::Instant latest) {
    state_.put_numbers(last);
    latest_ = std::max(latest_, latest);
}

void Loader::live_call(model::CallFile file) {
    rules::CallState call;
    call.file = std::move(file);
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
    state_.apply(event);
    latest_ = std::max(latest_, event.time);
    residents_.hold({event});
}

}  // namespace calls::engine
