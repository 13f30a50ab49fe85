#include "core/model/event.h"

#include <array>
#include <cstddef>

namespace calls::model {
namespace {

constexpr std::array<std::string_view, 13> kind_names{
    "dial",   "answer",    "hello",   "hello-back", "hang",  "counters", "offer",
    "ticket", "low-funds", "deposit", "withdrawal", "start", "receipt"};

}  // namespace

std::string_view name_of(EventKind kind) {
    return kind_names.at(static_cast<std::size_t>(kind));
}

std::optional<EventKind> find_event_kind(std::string_view name) {
    for (std::size_t i = 0; i < kind_names.size(); ++i) {
        const auto kind = static_cast<EventKind>(i);
        if (kind_names.at(i) == name && shown_to_watchers(kind)) return kind;
    }
    return std::nullopt;
}

}  // namespace calls::model
