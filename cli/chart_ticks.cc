#include "cli/chart_ticks.h"

#include <algorithm>
#include <vector>

namespace calls::cli {

namespace {

constexpr std::int64_t words_max = 12;

const std::vector<std::int64_t>& steps_of(Step step) {
    static const std::vector<std::int64_t> minutes{1, 2, 5, 10, 15, 30, 60};
    static const std::vector<std::int64_t> hours{1, 2, 3, 6, 12, 24};
    static const std::vector<std::int64_t> days{1, 2, 7, 14, 28};
    static const std::vector<std::int64_t> months{1, 2, 3, 6, 12};
    static const std::vector<std::int64_t> others{1, 2, 5, 10, 20, 50, 100};
    switch (step) {
        case Step::minute:
            return minutes;
        case Step::hour:
            return hours;
        case Step::day:
            return days;
        case Step::month:
            return months;
        default:
            return others;
    }
}

}  // namespace

ChartTicks ticks_for(Step step, std::size_t pieces) {
    const auto& steps = steps_of(step);
    const auto fits = [pieces](std::int64_t every) {
        return static_cast<std::int64_t>(pieces) <= every * words_max;
    };
    const auto found = std::ranges::find_if(steps, fits);
    const std::int64_t every = found == steps.end() ? steps.back() : *found;
    // Day 0 was a Thursday.
    return {every, step == Step::day && every % 7 == 0 ? 3 : 0};
}

}  // namespace calls::cli
