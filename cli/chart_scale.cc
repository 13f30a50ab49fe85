#include "cli/chart_scale.h"

#include <algorithm>
#include <limits>

namespace calls::cli {

namespace {

constexpr std::int64_t steps_max = 5;

// 1, 2, 5, 10, 20, 50 and so on.
std::int64_t round_step(std::int64_t at_least) {
    for (std::int64_t power = 1;; power *= 10) {
        for (const std::int64_t digit : {1, 2, 5}) {
            if (digit * power >= at_least) return digit * power;
        }
        if (power > std::numeric_limits<std::int64_t>::max() / 50) return at_least;
    }
}

}  // namespace

ChartScale scale_for(std::int64_t most) {
    most = std::max<std::int64_t>(most, 1);
    const std::int64_t step = round_step((most - 1) / steps_max + 1);
    ChartScale scale{{0}};
    while (scale.top() < most) {
        const bool fits = scale.top() <= std::numeric_limits<std::int64_t>::max() - step;
        scale.marks.push_back(fits ? scale.top() + step : std::numeric_limits<std::int64_t>::max());
    }
    return scale;
}

}  // namespace calls::cli
