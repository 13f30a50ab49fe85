#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/times.h"

// Time cut into pieces as a wall clock and a calendar cut it: the zone is TZ, summer time included.
// A piece is known by its step and its number, which rises by one from each to the next.

namespace calls::cli {

enum class Step : std::uint8_t { minute, hour, day, week, month, year, decade, century };

// A time on the wall: minutes after 1970-01-01 00:00 as the zone shows them.
struct WallTime {
    std::int64_t minutes = 0;

    [[nodiscard]] std::int64_t day() const;  // after 1970-01-01
    [[nodiscard]] int weekday() const;       // 0: Monday
    [[nodiscard]] int hour() const;          // 0 to 23
};

// Tells the time on the wall, quickly where many times lie close to each other.
class WallClock {
  public:
    WallTime at(Instant instant);

  private:
    std::int64_t known_ = -1;  // the quarter of an hour, counted from 1970, that was asked last
    std::int64_t offset_minutes_ = 0;
};

// Where summer time begins or ends, say: from then on the zone is so many minutes ahead of UTC.
struct OffsetChange {
    Instant from;
    int minutes = 0;

    bool operator==(const OffsetChange&) const = default;
};

// All of them behind `from` and not behind `to`, to the minute, in their order; of two on one day
// perhaps none.
std::vector<OffsetChange> offset_changes(Instant from, Instant to);

std::int64_t piece_of(WallTime time, Step step);
WallTime begin_of(std::int64_t piece, Step step);

// In full, for a table: `Thu 2026-05-14`, `2026-05-14 13:00`, `week of 2026-05-11`, `2026-05`.
std::string piece_text(std::int64_t piece, Step step);
// As short as it can be, below an axis: `13:00`, `14 May`, `May`, `2026`.
std::string tick_text(std::int64_t piece, Step step);
// `minute`, `hour`, ...
std::string step_name(Step step);
// `Mon` to `Sun`.
std::string weekday_name(int weekday);

}  // namespace calls::cli
