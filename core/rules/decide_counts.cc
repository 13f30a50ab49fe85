#include <algorithm>
#include <string>

#include "core/base/whole.h"
#include "core/rules/decide.h"
#include "core/rules/look_up.h"

namespace calls::rules {
namespace {

using model::CounterEdits;
using model::CounterValues;

bool empty(const CounterEdits& edits) {
    return std::ranges::none_of(edits, [](const auto& edit) { return edit.has_value(); });
}

// Live and ended calls alike: a gift may settle after the hang.
Decision change(const Moment& moment, const model::CallFile& file, const CounterValues& values,
                bool changed) {
    Draft draft{moment};
    if (changed) {
        model::Event& event = draft.add(model::EventKind::counters, file.call.id, model::nobody);
        event.rows.counters = model::Counters{.call = file.call.id, .value = values};
    }
    return Decision{.events = draft.take(), .beat = {}, .subject = file.call.id};
}

}  // namespace

Decided decide(const Moment& moment, const model::SetCounts& command) {
    const auto found = look_up_call(moment, command.call);
    if (!found) return found.error();
    const model::CallFile& file = found->file;
    CounterValues values = file.counters;
    for (std::size_t i = 0; i < values.size(); ++i)
        values.at(i) = command.edits.at(i).value_or(values.at(i));
    return change(moment, file, values, !empty(command.edits));
}

Decided decide(const Moment& moment, const model::AddCounts& command) {
    const auto found = look_up_call(moment, command.call);
    if (!found) return found.error();
    const model::CallFile& file = found->file;
    CounterValues values = file.counters;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto sum = base::checked_add(values.at(i), command.edits.at(i).value_or(0));
        if (!sum)
            return model::refuse(model::RefusalKind::conflict,
                                 "the addition would overflow counter " + std::to_string(i + 1) +
                                     "; no counter was changed");
        values.at(i) = *sum;
    }
    return change(moment, file, values, !empty(command.edits));
}

}  // namespace calls::rules
