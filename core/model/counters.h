#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <tuple>

#include "core/model/ids.h"

// numb1..numb9 of app_rtc_value: nine longs of one call. On the wire they are keyed 1 to 9, here
// they are indexed 0 to 8. The first holds what the host earned, but anyone may set it.

namespace calls::model {

inline constexpr std::size_t counters_count = 9;
using CounterValues = std::array<std::int64_t, counters_count>;
using CounterEdits = std::array<std::optional<std::int64_t>, counters_count>;

inline constexpr std::size_t earned_counter = 0;   // index of counter 1
inline constexpr std::size_t matched_counter = 1;  // 1 where a platform's match began the call

// The row of app_rtc_value.
struct Counters {
    CallId call;
    CounterValues value{};

    bool operator==(const Counters&) const = default;
    static constexpr auto fields() { return std::make_tuple(&Counters::call, &Counters::value); }
};

}  // namespace calls::model
