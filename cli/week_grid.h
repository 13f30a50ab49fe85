#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include "cli/calendar.h"

// Counts by the hour of the week: seven days of 24 hours, Monday first.

namespace calls::cli {

struct WeekGrid {
    std::array<std::array<std::int64_t, 24>, 7> counts{};

    void add(WallTime time) {
        ++counts[static_cast<std::size_t>(time.weekday())][static_cast<std::size_t>(time.hour())];
    }
    [[nodiscard]] std::int64_t most() const {
        std::int64_t most = 0;
        for (const auto& day : counts) most = std::max(most, std::ranges::max(day));
        return most;
    }
};

}  // namespace calls::cli
