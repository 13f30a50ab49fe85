#pragma once

#include <cstdint>
#include <vector>

// The scale beside a chart: round numbers from 0 to the first that is not below the largest value.

namespace calls::cli {

struct ChartScale {
    std::vector<std::int64_t> marks;  // rising, the first is 0

    [[nodiscard]] std::int64_t top() const { return marks.back(); }
    // From 0 to 1.
    [[nodiscard]] double share(std::int64_t value) const {
        return static_cast<double>(value) / static_cast<double>(top());
    }
};

ChartScale scale_for(std::int64_t most);

}  // namespace calls::cli
