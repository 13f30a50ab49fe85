#pragma once

#include <array>
#include <cstdint>

#include "cli/calendar.h"

// Counts by the hour of the week, Monday first, and how often each hour came in the time that is
// counted: ten days have some weekdays twice, so only the mean tells which are busy.

namespace calls::cli {

class WeekGrid {
  public:
    void add(WallTime time) { ++counts_[hour_of_week(time)]; }
    // The hours in which these two lie, and all between.
    void cover(WallTime first, WallTime last);

    [[nodiscard]] std::int64_t count(int weekday, int hour) const {
        return counts_[place(weekday, hour)];
    }
    [[nodiscard]] std::int64_t times(int weekday, int hour) const {
        return times_[place(weekday, hour)];
    }
    // Each time that hour came.
    [[nodiscard]] double mean(int weekday, int hour) const;
    // Of the fullest hour.
    [[nodiscard]] double most() const;

  private:
    static constexpr std::size_t hours = std::size_t{7} * 24;

    static std::size_t place(int weekday, int hour) {
        return static_cast<std::size_t>(weekday) * 24 + static_cast<std::size_t>(hour);
    }
    static std::size_t hour_of_week(WallTime time) { return place(time.weekday(), time.hour()); }

    std::array<std::int64_t, hours> counts_{};
    std::array<std::int64_t, hours> times_{};
};

}  // namespace calls::cli
