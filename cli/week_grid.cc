#include "cli/week_grid.h"

#include <algorithm>

namespace calls::cli {

void WeekGrid::cover(WallTime first, WallTime last) {
    const std::int64_t begin = piece_of(first, Step::hour);
    const std::int64_t length = piece_of(last, Step::hour) - begin + 1;
    constexpr auto week = static_cast<std::int64_t>(hours);
    for (std::int64_t i = 0; i < std::min(length, week); ++i) {
        // This hour, and the same of each whole week after it.
        const std::size_t hour = hour_of_week(begin_of(begin + i, Step::hour));
        times_[hour] += (length - i - 1) / week + 1;
    }
}

double WeekGrid::mean(int weekday, int hour) const {
    const std::int64_t came = std::max<std::int64_t>(times(weekday, hour), 1);
    return static_cast<double>(count(weekday, hour)) / static_cast<double>(came);
}

double WeekGrid::most() const {
    double most = 0;
    for (int day = 0; day < 7; ++day)
        for (int hour = 0; hour < 24; ++hour) most = std::max(most, mean(day, hour));
    return most;
}

}  // namespace calls::cli
