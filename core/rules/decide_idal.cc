#include <string>

#include "core/rules/decide.h"
#include "core/rules/look_up.h"
#include "core/rules/phases.h"

namespace calls::rules {

Decided decide(const Moment& moment, const model::Idal& command) {
    const auto found = look_up_call(moment, command.call);
    if (!found) return found.error();
    model::CallFile file = found->file;
    const model::UserId user = command.user ? command.user : file.call.callee();
    if (const auto party = look_up_party(file.call, user); !party) return party.error();
    if (!file.call.live()) return refuse_ended(moment, file);
    if (user == file.call.caller())
        return model::refuse(model::RefusalKind::forbidden,
                             "user " + std::to_string(user.value) + " dialled call " +
                                 std::to_string(file.call.id.value) + "; only the callee answers");
    if (file.call.phase() != model::Phase::ringing)
        return Decision{.events = {}, .beat = {}, .subject = file.call.id};

    Draft draft{moment};
    answer(file.call, moment.now);
    show_call(moment, file, draft.add(model::EventKind::answer, file.call.id, user));
    return Decision{.events = draft.take(), .beat = {}, .subject = file.call.id};
}

}  // namespace calls::rules
