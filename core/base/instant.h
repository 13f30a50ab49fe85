#pragma once

#include <chrono>
#include <compare>
#include <cstdint>

// Time as the whole project knows it: milliseconds since the Unix epoch, UTC. Nothing in core can
// ask what time it is; whoever needs `now` is given it.

namespace calls::base {

using Millis = std::chrono::milliseconds;

// 1 to the end of the year 9999; 0 means "has not happened".
struct Instant {
    std::int64_t ms = 0;

    auto operator<=>(const Instant&) const = default;  // NOLINT(modernize-use-nullptr)
    [[nodiscard]] bool happened() const { return ms != 0; }
};

inline constexpr Instant never_happened{0};
inline constexpr Instant first_instant{1};
inline constexpr Instant last_instant{253'402'300'799'999};  // 9999-12-31T23:59:59.999Z

// Both stay within last_instant: a deadline past the end of time is the end of time.
inline Instant operator+(Instant at, Millis after) {
    const std::int64_t room = last_instant.ms - at.ms;
    return after.count() >= room ? last_instant : Instant{at.ms + after.count()};
}

inline Millis operator-(Instant later, Instant earlier) {
    return Millis{later.ms - earlier.ms};
}

}  // namespace calls::base
