#include "cli/calendar.h"

#include <algorithm>
#include <array>
#include <chrono>

#include "core/base/time_text.h"

namespace calls::cli {

namespace {

constexpr std::int64_t hour_minutes = 60;
constexpr std::int64_t day_minutes = 24 * hour_minutes;
constexpr std::int64_t quarter_ms = std::int64_t{15} * 60'000;

constexpr std::array weekdays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
    return a / b - (a % b < 0 ? 1 : 0);
}

std::chrono::year_month_day date_of(std::int64_t day) {
    return std::chrono::sys_days{std::chrono::days{static_cast<int>(day)}};
}

std::int64_t year_of(std::int64_t day) {
    return int{date_of(day).year()};
}

std::int64_t month_of(std::int64_t day) {
    const auto date = date_of(day);
    return int{date.year()} * 12LL + unsigned{date.month()} - 1;
}

std::int64_t first_day_of_month(std::int64_t month) {
    const std::chrono::year_month_day date{
        std::chrono::year{static_cast<int>(floor_div(month, 12))},
        std::chrono::month{static_cast<unsigned>(month - floor_div(month, 12) * 12 + 1)},
        std::chrono::day{1}};
    return std::chrono::sys_days{date}.time_since_epoch().count();
}

std::string clock_text(WallTime time) {
    const std::int64_t minute = time.minutes - time.day() * day_minutes;
    const auto two = [](std::int64_t number) {
        return std::string(number < 10 ? "0" : "") + std::to_string(number);
    };
    return two(minute / 60) + ":" + two(minute % 60);
}

std::string short_date(std::int64_t day) {
    const auto date = date_of(day);
    return std::to_string(unsigned{date.day()}) + " " + months[unsigned{date.month()} - 1];
}

}  // namespace

std::int64_t WallTime::day() const {
    return floor_div(minutes, day_minutes);
}

int WallTime::weekday() const {
    return static_cast<int>(day() + 3 - floor_div(day() + 3, 7) * 7);  // 1970 began on a Thursday
}

int WallTime::hour() const {
    return static_cast<int>((minutes - day() * day_minutes) / hour_minutes);
}

WallTime WallClock::at(Instant instant) {
    const std::int64_t quarter = floor_div(instant.ms, quarter_ms);
    if (quarter != known_) {
        known_ = quarter;
        offset_minutes_ = base::utc_offset_minutes(instant);
    }
    return {floor_div(instant.ms, 60'000) + offset_minutes_};
}

std::vector<OffsetChange> offset_changes(Instant from, Instant to) {
    constexpr std::int64_t minute_ms = 60'000;
    constexpr std::int64_t step_ms = day_minutes * minute_ms;
    std::vector<OffsetChange> changes;
    // Whole minutes, as changes are.
    std::int64_t before = floor_div(from.ms, minute_ms) * minute_ms;
    int minutes = base::utc_offset_minutes({before});
    while (before < to.ms) {
        const std::int64_t behind = std::min(before + step_ms, to.ms);
        const int later = base::utc_offset_minutes({behind});
        if (later != minutes) {
            std::int64_t early = before;
            std::int64_t late = -floor_div(-behind, minute_ms) * minute_ms;  // rounded up
            while (late - early > minute_ms) {
                const std::int64_t middle = floor_div(early + late, 2 * minute_ms) * minute_ms;
                const bool changed = base::utc_offset_minutes({middle}) != minutes;
                (changed ? late : early) = middle;
            }
            changes.push_back({{late}, later});
            minutes = later;
        }
        before = behind;
    }
    return changes;
}

std::int64_t piece_of(WallTime time, Step step) {
    switch (step) {
        case Step::minute:
            return time.minutes;
        case Step::hour:
            return floor_div(time.minutes, hour_minutes);
        case Step::day:
            return time.day();
        case Step::week:
            return floor_div(time.day() + 3, 7);
        case Step::month:
            return month_of(time.day());
        case Step::year:
            return year_of(time.day());
        case Step::decade:
            return floor_div(year_of(time.day()), 10);
        case Step::century:
            break;
    }
    return floor_div(year_of(time.day()), 100);
}

WallTime begin_of(std::int64_t piece, Step step) {
    const auto of_day = [](std::int64_t day) { return WallTime{day * day_minutes}; };
    switch (step) {
        case Step::minute:
            return {piece};
        case Step::hour:
            return {piece * hour_minutes};
        case Step::day:
            return of_day(piece);
        case Step::week:
            return of_day(piece * 7 - 3);
        case Step::month:
            return of_day(first_day_of_month(piece));
        case Step::year:
            return of_day(first_day_of_month(piece * 12));
        case Step::decade:
            return of_day(first_day_of_month(piece * 120));
        case Step::century:
            break;
    }
    return of_day(first_day_of_month(piece * 1200));
}

std::string piece_text(std::int64_t piece, Step step) {
    const WallTime begin = begin_of(piece, step);
    const std::string day = base::day_text(begin.day());
    switch (step) {
        case Step::minute:
        case Step::hour:
            return day + " " + clock_text(begin);
        case Step::day:
            return weekday_name(begin.weekday()) + " " + day;
        case Step::week:
            return "week of " + day;
        case Step::month:
            return day.substr(0, 7);
        case Step::year:
            return std::to_string(piece);
        case Step::decade:
            return std::to_string(piece * 10) + "s";
        case Step::century:
            break;
    }
    return std::to_string(piece * 100) + "s";
}

std::string tick_text(std::int64_t piece, Step step) {
    const WallTime begin = begin_of(piece, step);
    switch (step) {
        case Step::minute:
            return clock_text(begin);
        case Step::hour:
            return begin.hour() == 0 ? short_date(begin.day()) : clock_text(begin);
        case Step::day:
        case Step::week:
            return short_date(begin.day());
        case Step::month:
            if (piece % 12 == 0) return std::to_string(piece / 12);
            return months[static_cast<std::size_t>(piece % 12)];
        default:
            return piece_text(piece, step);
    }
}

std::string step_name(Step step) {
    constexpr std::array names{"minute", "hour", "day",    "week",
                               "month",  "year", "decade", "century"};
    return names[static_cast<std::size_t>(step)];
}

std::string weekday_name(int weekday) {
    return weekdays[static_cast<std::size_t>(weekday)];
}

}  // namespace calls::cli
