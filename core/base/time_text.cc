#include "core/base/time_text.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "core/base/duration.h"
#include "core/base/whole_text.h"

namespace calls::base {

namespace {

// Reads `digits` digits off the front; none if there are not as many.
std::optional<int> take_digits(std::string_view& text, std::size_t digits) {
    if (text.size() < digits) return std::nullopt;
    int number = 0;
    for (const char c : text.substr(0, digits)) {
        if (c < '0' || c > '9') return std::nullopt;
        number = number * 10 + (c - '0');
    }
    text.remove_prefix(digits);
    return number;
}

bool take(std::string_view& text, char c) {
    if (!text.starts_with(c)) return false;
    text.remove_prefix(1);
    return true;
}

struct Civil {
    int year = 0;
    int month = 1;
    int day = 1;
    int hour = 0;
    int minute = 0;
    int second = 0;
    int ms = 0;
};

std::optional<std::int64_t> seconds_in_utc(const Civil& civil) {
    using namespace std::chrono;
    const year_month_day date{year{civil.year}, month{static_cast<unsigned>(civil.month)},
                              day{static_cast<unsigned>(civil.day)}};
    if (!date.ok() || civil.hour > 23 || civil.minute > 59 || civil.second > 59) {
        return std::nullopt;
    }
    return sys_days{date}.time_since_epoch().count() * 86'400LL + civil.hour * 3600LL +
           civil.minute * 60LL + civil.second;
}

std::int64_t seconds_in_zone(const Civil& civil) {
    std::tm broken{};
    broken.tm_year = civil.year - 1900;
    broken.tm_mon = civil.month - 1;
    broken.tm_mday = civil.day;
    broken.tm_hour = civil.hour;
    broken.tm_min = civil.minute;
    broken.tm_sec = civil.second;
    broken.tm_isdst = -1;
    return std::mktime(&broken);
}

std::optional<Civil> take_date(std::string_view& text, bool& has_day) {
    Civil civil;
    const auto year = take_digits(text, 4);
    if (!year || !take(text, '-')) return std::nullopt;
    const auto month = take_digits(text, 2);
    if (!month) return std::nullopt;
    civil.year = *year;
    civil.month = *month;
    has_day = take(text, '-');
    if (!has_day) return civil;
    const auto day = take_digits(text, 2);
    if (!day) return std::nullopt;
    civil.day = *day;
    return civil;
}

bool take_clock(std::string_view& text, Civil& civil) {
    const auto hour = take_digits(text, 2);
    if (!hour || !take(text, ':')) return false;
    const auto minute = take_digits(text, 2);
    if (!minute) return false;
    civil.hour = *hour;
    civil.minute = *minute;
    if (!take(text, ':')) return true;
    const auto second = take_digits(text, 2);
    if (!second) return false;
    civil.second = *second;
    if (!take(text, '.')) return true;
    for (int place = 100; place > 0; place /= 10) {
        const auto digit = take_digits(text, 1);
        if (!digit) return place < 100;
        civil.ms += *digit * place;
    }
    return true;
}

// Seconds ahead of UTC; none if `text` is no zone.
std::optional<int> take_zone(std::string_view& text) {
    if (take(text, 'Z')) return 0;
    const int sign = text.starts_with('-') ? -1 : 1;
    if (!take(text, '+') && !take(text, '-')) return std::nullopt;
    const auto hours = take_digits(text, 2);
    take(text, ':');
    const auto minutes = take_digits(text, 2);
    if (!hours || !minutes || *hours > 15 || *minutes > 59) return std::nullopt;
    return sign * (*hours * 3600 + *minutes * 60);
}

std::optional<Moment> in_range(std::int64_t ms) {
    if (ms < base::first_instant.ms || ms > base::last_instant.ms) return std::nullopt;
    return Moment{Moment::From::epoch, ms};
}

std::optional<Moment> parse_date(std::string_view text) {
    bool has_day = false;
    auto civil = take_date(text, has_day);
    if (!civil) return std::nullopt;
    const bool has_clock = has_day && (take(text, ' ') || take(text, 'T'));
    if (has_clock && !take_clock(text, *civil)) return std::nullopt;
    const auto as_utc = seconds_in_utc(*civil);
    if (!as_utc) return std::nullopt;
    if (text.empty()) return in_range(seconds_in_zone(*civil) * 1000 + civil->ms);
    const auto ahead = take_zone(text);
    if (!has_clock || !ahead || !text.empty()) return std::nullopt;
    return in_range((*as_utc - *ahead) * 1000 + civil->ms);
}

std::optional<Moment> parse_word(std::string_view text) {
    using From = Moment::From;
    if (text == "today") return Moment{From::day, 0};
    if (text == "yesterday") return Moment{From::day, -1};
    if (text == "this-month") return Moment{From::month, 0};
    if (text == "last-month") return Moment{From::month, -1};
    return std::nullopt;
}

// Seconds and milliseconds of an instant, the latter never negative.
std::tm broken_down(Instant at, bool utc, int& ms) {
    const std::time_t seconds = at.ms >= 0 ? at.ms / 1000 : (at.ms - 999) / 1000;
    ms = static_cast<int>(at.ms - seconds * 1000);
    std::tm broken{};
    if (utc) {
        gmtime_r(&seconds, &broken);
    } else {
        localtime_r(&seconds, &broken);
    }
    return broken;
}

std::string digits(const char* format, const std::tm& broken) {
    std::array<char, 64> text{};
    const std::size_t size = std::strftime(text.data(), text.size(), format, &broken);
    return {text.data(), size};
}

std::string zone_text(const std::tm& broken) {
    const long minutes = broken.tm_gmtoff / 60;
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%c%02ld:%02ld", minutes < 0 ? '-' : '+',
                  std::abs(minutes) / 60, std::abs(minutes) % 60);
    return text.data();
}

}  // namespace

std::optional<Moment> parse_time(std::string_view text) {
    if (const auto ms = parse_whole(text); ms && *ms >= 0) return in_range(*ms);
    if (const auto word = parse_word(text)) return word;
    if (text.starts_with('-')) {
        const auto ago = parse_duration(text.substr(1));
        if (!ago) return std::nullopt;
        return Moment{Moment::From::clock, -ago->count()};
    }
    return parse_date(text);
}

Instant resolve(const Moment& moment, Instant now) {
    if (moment.from == Moment::From::epoch) return Instant{moment.amount};
    if (moment.from == Moment::From::clock) {
        return Instant{std::max(now.ms + moment.amount, base::first_instant.ms)};
    }
    int ms = 0;
    const std::tm today = broken_down(now, false, ms);
    Civil start{today.tm_year + 1900, today.tm_mon + 1, 1};
    if (moment.from == Moment::From::day) {
        start.day = today.tm_mday + static_cast<int>(moment.amount);
    } else {
        start.month += static_cast<int>(moment.amount);
    }
    // mktime carries a day 0 or a month 0 over into the month or the year before.
    return Instant{std::max(seconds_in_zone(start) * 1000, base::first_instant.ms)};
}

std::string whole_seconds_text(Instant at, TimeStyle style) {
    if (style == TimeStyle::ms) return std::to_string(at.ms);
    int ms = 0;
    const std::tm broken = broken_down(at, style == TimeStyle::utc, ms);
    return digits(style == TimeStyle::utc ? "%Y-%m-%dT%H:%M:%SZ" : "%Y-%m-%d %H:%M:%S", broken);
}

std::string exact_text(Instant at, TimeStyle style) {
    if (style == TimeStyle::ms) return std::to_string(at.ms);
    int ms = 0;
    const std::tm broken = broken_down(at, style == TimeStyle::utc, ms);
    std::array<char, 8> fraction{};
    std::snprintf(fraction.data(), fraction.size(), ".%03d", ms % 1000);
    return digits("%Y-%m-%dT%H:%M:%S", broken) + fraction.data() +
           (style == TimeStyle::utc ? "Z" : zone_text(broken));
}

int utc_offset_minutes(Instant at) {
    int ms = 0;
    return static_cast<int>(broken_down(at, false, ms).tm_gmtoff / 60);
}

std::string day_text(std::int64_t days) {
    const std::chrono::year_month_day date{
        std::chrono::sys_days{std::chrono::days{static_cast<int>(days)}}};
    std::array<char, 16> text;  // NOLINT: snprintf fills it
    const int size = std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", int{date.year()},
                                   unsigned{date.month()}, unsigned{date.day()});
    return {text.data(), static_cast<std::size_t>(size)};
}

}  // namespace calls::base
