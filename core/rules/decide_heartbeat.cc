#include "core/rules/decide.h"
#include "core/rules/look_up.h"
#include "core/rules/phases.h"

namespace calls::rules {
namespace {

using model::EventKind;
using model::Phase;

// Most heartbeats say no more than that somebody is there.
bool carries_more(const model::Call& call, bool callee) {
    const bool greeted = call.helo_time.happened();
    if (callee)
        return call.phase() == Phase::ringing || (call.phase() == Phase::connecting && !greeted);
    return call.phase() == Phase::connecting && greeted;
}

}  // namespace

// The callee's first heartbeat is the hello, and answers a ringing call too; the caller's first
// one after the hello is the hello-back, and the call is talking.
Decided decide(const Moment& moment, const model::Heartbeat& command) {
    const auto found = look_up_call(moment, command.call);
    if (!found) return found.error();
    return decide(moment, *found, command);
}

Decided decide(const Moment& moment, const CallState& state, const model::Heartbeat& command) {
    const model::Call& before = state.file.call;
    const auto side = look_up_party(before, command.user);
    if (!side) return side.error();
    if (!before.live()) return Decision{.events = {}, .beat = {}, .subject = before.id};
    const bool callee = command.user == before.callee();
    if (!carries_more(before, callee))
        return Decision{
            .events = {}, .beat = Beat{.call = before.id, .side = *side}, .subject = before.id};

    Draft draft{moment};
    model::CallFile file = state.file;
    model::Call& call = file.call;
    beat(call, *side, moment.now);
    if (callee && call.phase() == Phase::ringing) {
        answer(call, moment.now);
        show_call(moment, file, draft.add(EventKind::answer, call.id, command.user));
    }
    if (callee && call.phase() == Phase::connecting && !call.helo_time.happened()) {
        say_hello(call, moment.now);
        show_call(moment, file, draft.add(EventKind::hello, call.id, command.user));
    }
    if (!callee && call.phase() == Phase::connecting && call.helo_time.happened()) {
        begin_talking(call, moment.now);
        show_call(moment, file, draft.add(EventKind::hello_back, call.id, command.user));
    }
    return Decision{
        .events = draft.take(), .beat = Beat{.call = call.id, .side = *side}, .subject = call.id};
}

}  // namespace calls::rules
