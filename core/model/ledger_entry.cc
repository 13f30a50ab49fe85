#include "core/model/ledger_entry.h"

#include <array>
#include <cstddef>

namespace calls::model {
namespace {

constexpr std::array<std::string_view, 5> kind_names{"deposit", "withdrawal", "ticket",
                                                     "ticket-fee", "free-ticket"};

}  // namespace

std::string_view name_of(EntryKind kind) {
    return kind_names.at(static_cast<std::size_t>(kind));
}

std::optional<EntryKind> find_entry_kind(std::string_view name) {
    for (std::size_t i = 0; i < kind_names.size(); ++i)
        if (kind_names.at(i) == name) return static_cast<EntryKind>(i);
    return std::nullopt;
}

}  // namespace calls::model
