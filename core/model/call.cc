#include "core/model/call.h"

#include <algorithm>
#include <array>
#include <utility>

namespace calls::model {
namespace {

constexpr std::array phase_names{
    std::pair{Phase::ringing, std::string_view{"ringing"}},
    std::pair{Phase::connecting, std::string_view{"connecting"}},
    std::pair{Phase::talking, std::string_view{"talking"}},
    std::pair{Phase::ended, std::string_view{"ended"}},
};

constexpr std::array reason_names{
    std::pair{HangReason::none, std::string_view{""}},
    std::pair{HangReason::cancel, std::string_view{"cancel"}},
    std::pair{HangReason::reject, std::string_view{"reject"}},
    std::pair{HangReason::hangup, std::string_view{"hangup"}},
    std::pair{HangReason::operator_hang, std::string_view{"operator"}},
    std::pair{HangReason::ring_timeout, std::string_view{"ring-timeout"}},
    std::pair{HangReason::host_timeout, std::string_view{"host-timeout"}},
    std::pair{HangReason::guest_timeout, std::string_view{"guest-timeout"}},
    std::pair{HangReason::no_funds, std::string_view{"no-funds"}},
};

template <class Names, class Value>
std::string_view name_in(const Names& names, Value value) {
    for (const auto& [candidate, name] : names)
        if (candidate == value) return name;
    return "?";
}

template <class Value, class Names>
std::optional<Value> value_in(const Names& names, std::string_view wanted) {
    for (const auto& [value, name] : names)
        if (name == wanted) return value;
    return std::nullopt;
}

}  // namespace

std::string_view name_of(Phase phase) {
    return name_in(phase_names, phase);
}
std::string_view name_of(HangReason reason) {
    return name_in(reason_names, reason);
}

std::optional<Phase> find_phase(std::string_view name) {
    return value_in<Phase>(phase_names, name);
}

std::optional<HangReason> find_hang_reason(std::string_view name) {
    return value_in<HangReason>(reason_names, name);
}

}  // namespace calls::model
