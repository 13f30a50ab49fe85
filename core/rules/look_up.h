#pragma once

#include <memory>
#include <string>

#include "core/model/refusal.h"
#include "core/rules/charging.h"
#include "core/rules/draft.h"
#include "core/rules/state.h"

// What most decisions begin with: the call, the party, the call as it is shown. The refusals come
// in the order in which these are asked.

namespace calls::rules {

inline model::CallContext context_in(const Moment& moment, const model::CallFile& file) {
    return context_of(file, moment.state.balance(file.call.guest), moment.settings());
}

inline model::CallView view_in(const Moment& moment, const model::CallFile& file) {
    return {.call = file.call, .context = context_in(moment, file), .as_of = moment.now};
}

// The event shows the call as it is after it.
inline void show_call(const Moment& moment, const model::CallFile& file, model::Event& event) {
    event.rows.call = file.call;
    event.note = context_in(moment, file);
}

inline model::Result<CallState> look_up_call(const Moment& moment, model::CallId id) {
    if (const auto call = moment.state.call(id)) return *call;
    return model::refuse(model::RefusalKind::not_found,
                         "there is no call " + std::to_string(id.value));
}

inline model::Result<model::Side> look_up_party(const model::Call& call, model::UserId user) {
    if (const auto side = call.side_of(user)) return *side;
    return model::refuse(model::RefusalKind::forbidden, "user " + std::to_string(user.value) +
                                                            " is not a party of call " +
                                                            std::to_string(call.id.value));
}

inline model::Refusal refuse_ended(const Moment& moment, const model::CallFile& file) {
    auto refusal = model::refuse(model::RefusalKind::ended,
                                 "call " + std::to_string(file.call.id.value) + " has ended (" +
                                     std::string{model::name_of(file.call.hang_reason)} + ")");
    refusal.ended = std::make_shared<const model::CallView>(view_in(moment, file));
    return refusal;
}

}  // namespace calls::rules
