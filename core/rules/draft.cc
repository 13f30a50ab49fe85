#include "core/rules/draft.h"

namespace calls::rules {

model::Event& Draft::add(model::EventKind kind, model::CallId call, model::UserId user) {
    model::Event& event = events_.emplace_back();
    event.id = next(numbers_.event);
    event.time = now_;
    event.kind = kind;
    event.call = call;
    event.user = user;
    return event;
}

}  // namespace calls::rules
