#include "core/base/duration.h"

#include <array>
#include <charconv>
#include <cstdint>

namespace calls::base {

namespace {

struct Unit {
    std::string_view name;
    std::int64_t ms;
};

constexpr std::array units{Unit{"d", 86'400'000}, Unit{"h", 3'600'000}, Unit{"m", 60'000},
                           Unit{"s", 1'000}, Unit{"ms", 1}};

// Takes "12h" off the front of `text`; the unit must come later in the table than `first`.
std::optional<std::int64_t> take_part(std::string_view& text, std::size_t& first) {
    std::int64_t number = 0;
    if (text.front() < '0' || text.front() > '9') return std::nullopt;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{}) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    const std::size_t letters = std::min(text.find_first_of("0123456789"), text.size());
    const std::string_view name = text.substr(0, letters);
    text.remove_prefix(letters);
    for (std::size_t i = first; i < units.size(); ++i) {
        if (units[i].name != name) continue;
        first = i + 1;
        std::int64_t ms = 0;
        if (__builtin_mul_overflow(number, units[i].ms, &ms)) return std::nullopt;
        return ms;
    }
    return std::nullopt;
}

}  // namespace

std::optional<Millis> parse_duration(std::string_view text) {
    if (text == "0") return Millis{0};
    if (text.empty()) return std::nullopt;
    std::int64_t total = 0;
    std::size_t first_unit = 0;
    while (!text.empty()) {
        const auto part = take_part(text, first_unit);
        if (!part || __builtin_add_overflow(total, *part, &total)) return std::nullopt;
    }
    return Millis{total};
}

std::string duration_text(Millis length) {
    std::int64_t left = length.count();
    if (left == 0) return "0s";
    std::string text;
    if (left < 0) {
        text = "-";
        left = left == INT64_MIN ? INT64_MAX : -left;
    }
    for (const Unit& unit : units) {
        if (left < unit.ms) continue;
        text += std::to_string(left / unit.ms);
        text += unit.name;
        left %= unit.ms;
    }
    return text;
}

std::string whole_seconds_text(Millis length) {
    return duration_text(Millis{length.count() / 1000 * 1000});
}

}  // namespace calls::base
