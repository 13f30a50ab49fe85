#include <memory>
#include <utility>

#include "core/rules/decide.h"

namespace calls::rules {

model::EventBatch start(const Moment& moment) {
    Draft draft{moment};
    model::Event& event = draft.add(model::EventKind::start, model::CallId{}, model::nobody);
    event.note = model::StartNote{.live_calls = moment.state.live_calls()};
    return draft.take();
}

void attach_receipt(const Moment& moment, model::Receipt receipt, model::EventBatch& events) {
    auto kept = std::make_shared<const model::Receipt>(std::move(receipt));
    if (events.empty()) {
        Draft draft{moment};
        draft.add(model::EventKind::receipt, model::CallId{}, model::nobody);
        events = draft.take();
    }
    events.back().rows.receipt = std::move(kept);
}

}  // namespace calls::rules
