#pragma once

#include <cstdint>
#include <set>
#include <string>

#include "core/model/call.h"
#include "core/model/event.h"
#include "core/model/ledger_entry.h"

// The words of the programs that come from an enumeration, all of them.

namespace tests {

// From the first to the last, in the order of the enumeration; without those that have no word.
template <class Enum, class Wanted>
std::set<std::string> words_of(Enum first, Enum last, Wanted wanted) {
    std::set<std::string> words;
    for (int i = static_cast<int>(first); i <= static_cast<int>(last); ++i)
        if (const auto each = static_cast<Enum>(i); wanted(each))
            words.insert(std::string{name_of(each)});
    return words;
}

inline std::set<std::string> hang_reasons() {
    using calls::model::HangReason;
    return words_of(HangReason::none, HangReason::no_funds,
                    [](HangReason reason) { return reason != HangReason::none; });
}

inline std::set<std::string> live_phases() {
    using calls::model::Phase;
    return words_of(Phase::ringing, Phase::ended,
                    [](Phase phase) { return phase != Phase::ended; });
}

inline std::set<std::string> entry_kinds() {
    using calls::model::EntryKind;
    return words_of(EntryKind::deposit, EntryKind::free_ticket, [](EntryKind) { return true; });
}

inline std::set<std::string> event_kinds() {
    using calls::model::EventKind;
    return words_of(EventKind::dial, EventKind::receipt, calls::model::shown_to_watchers);
}

}  // namespace tests
