#include "core/rules/decide.h"
#include "core/rules/look_up.h"
#include "core/rules/phases.h"

namespace calls::rules {
namespace {

using model::HangReason;

HangReason reason_for(const model::Call& call, model::UserId user) {
    if (user == model::operator_user) return HangReason::operator_hang;
    if (call.phase() != model::Phase::ringing) return HangReason::hangup;
    return user == call.caller() ? HangReason::cancel : HangReason::reject;
}

}  // namespace

Decided decide(const Moment& moment, const model::Hang& command) {
    const auto found = look_up_call(moment, command.call);
    if (!found) return found.error();
    model::CallFile file = found->file;
    if (command.user != model::operator_user)
        if (const auto party = look_up_party(file.call, command.user); !party) return party.error();
    if (!file.call.live()) return Decision{.events = {}, .beat = {}, .subject = file.call.id};

    Draft draft{moment};
    end(file.call, moment.now, command.user, reason_for(file.call, command.user));
    show_call(moment, file, draft.add(model::EventKind::hang, file.call.id, command.user));
    return Decision{.events = draft.take(), .beat = {}, .subject = file.call.id};
}

}  // namespace calls::rules
