#include <algorithm>

#include "core/base/whole.h"
#include "tests/simulator/model.h"

// The nine counters of a call, live or ended.

namespace calls::simulator {

using model::RefusalKind;

namespace {

// An edit of no counter is no event.
bool names_any(const model::CounterEdits& edits) {
    return std::any_of(edits.begin(), edits.end(),
                       [](const auto& edit) { return edit.has_value(); });
}

}  // namespace

Model::Outcome Model::carry_out(const model::SetCounts& set, Step& step) {
    if (!known(set.call)) return model::refuse(RefusalKind::not_found, "");
    model::CounterValues& values = beside(set.call).counters;
    for (std::size_t i = 0; i < values.size(); ++i)
        values.at(i) = set.edits.at(i).value_or(values.at(i));
    if (names_any(set.edits))
        tell(model::EventKind::counters, set.call, {}, model::Counters{set.call, values}, step);
    return view_of(set.call, step.now);
}

Model::Outcome Model::carry_out(const model::AddCounts& add, Step& step) {
    if (!known(add.call)) return model::refuse(RefusalKind::not_found, "");
    model::CounterValues sums = beside(add.call).counters;
    for (std::size_t i = 0; i < sums.size(); ++i) {
        const auto sum = base::checked_add(sums.at(i), add.edits.at(i).value_or(0));
        if (!sum) return model::refuse(RefusalKind::conflict, "");
        sums.at(i) = *sum;
    }
    beside(add.call).counters = sums;
    if (names_any(add.edits))
        tell(model::EventKind::counters, add.call, {}, model::Counters{add.call, sums}, step);
    return view_of(add.call, step.now);
}

}  // namespace calls::simulator
