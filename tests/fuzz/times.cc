#include <array>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <string>
#include <string_view>
#include <vector>

#include "cli/call_ref.h"
#include "cli/counter_text.h"
#include "cli/shell_words.h"
#include "core/base/check.h"
#include "core/base/duration.h"
#include "core/base/time_text.h"
#include "core/base/whole_text.h"
#include "tests/fuzz/input.h"

// What people type: lengths and points of time, numbers, calls, counters, lines of words. The first
// byte is the time zone. What was understood is written out and has to be understood the same.

namespace calls::fuzz {
namespace {

using base::Instant;
using base::TimeStyle;

constexpr Instant some_time{1'700'000'000'123};
constexpr std::int64_t day_ms = 86'400'000;

constexpr std::array zones{
    "UTC",         "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "Australia/Lord_Howe",
    "Pacific/Apia"};

void be_in_zone(std::size_t index) {
    static std::size_t current = zones.size();
    if (index == current) return;
    current = index;
    ::setenv("TZ", zones.at(index), 1);
    ::tzset();
}

void try_duration(std::string_view text) {
    const auto length = base::parse_duration(text);
    if (!length) return;
    CHECK(length->count() >= 0);
    CHECK(base::parse_duration(base::duration_text(*length)) == length);
    CHECK(!base::whole_seconds_text(*length).empty());
}

void try_time(std::string_view text) {
    const auto moment = base::parse_time(text);
    if (!moment) return;
    const Instant at = base::resolve(*moment, some_time);
    CHECK(at >= base::first_instant && at <= base::last_instant);
    for (const TimeStyle style : {TimeStyle::local, TimeStyle::utc, TimeStyle::ms}) {
        CHECK(!base::whole_seconds_text(at, style).empty());
        // The last hours of the year 9999 are those of the year 10000 in some zones.
        if (style == TimeStyle::local && at.ms > base::last_instant.ms - day_ms) continue;
        const auto again = base::parse_time(base::exact_text(at, style));
        CHECK(again && !again->needs_clock() && base::resolve(*again, some_time) == at);
    }
}

void try_numbers(std::string_view text) {
    if (const auto number = base::parse_whole(text))
        CHECK(base::parse_whole(std::to_string(*number)) == number);
    if (const auto call = cli::parse_call(text)) CHECK(call->number > 0);
    if (const auto counter = cli::parse_counter(text))
        CHECK(counter->first >= 1 && counter->first <= 9);
}

// In single quotes, where nothing has a meaning but the quote itself.
std::string quoted(const std::string& word) {
    std::string text = "'";
    for (const char c : word) {
        if (c == '\'')
            text += "'\\''";
        else
            text += c;
    }
    return text + "'";
}

void try_words(std::string_view line) {
    const auto words = cli::split_words(line);
    if (!words) return;
    std::string again;
    for (const std::string& word : *words) again += quoted(word) + " ";
    CHECK(cli::split_words(again) == words);
}

}  // namespace

void try_times(Bytes bytes) {
    if (bytes.empty()) return;
    be_in_zone(bytes[0] % zones.size());
    const std::string_view text = text_of(bytes.subspan(1));
    try_duration(text);
    try_time(text);
    try_numbers(text);
    try_words(text);
}

}  // namespace calls::fuzz
