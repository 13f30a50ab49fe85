#pragma once

#include <cstdint>

#include "cli/calendar.h"

// Which pieces of time have a word below the axis: few enough to stand side by side, at times that
// people count by (midnights, Mondays, Januaries).

namespace calls::cli {

struct ChartTicks {
    std::int64_t every = 1;  // pieces
    std::int64_t ahead = 0;  // how far before a multiple of `every` the words stand

    [[nodiscard]] bool has(std::int64_t piece) const { return (piece + ahead) % every == 0; }
    // Not where the page is narrow.
    [[nodiscard]] bool where_wide(std::int64_t piece) const {
        return (piece + ahead) % (2 * every) != 0;
    }
};

ChartTicks ticks_for(Step step, std::size_t pieces);

}  // namespace calls::cli
