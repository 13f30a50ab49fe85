#include "cli/number_text.h"

#include <array>
#include <charconv>
#include <limits>

namespace calls::cli {

std::string grouped(std::int64_t number) {
    std::string text = std::to_string(number);
    const std::size_t sign = number < 0 ? 1 : 0;
    for (std::size_t at = text.size(); at > sign + 3;) {
        at -= 3;
        text.insert(at, 1, ',');
    }
    return text;
}

std::string brief(std::int64_t number) {
    constexpr std::array units{"", "k", "M", "G", "T", "P", "E"};
    std::size_t unit = 0;
    auto scaled = static_cast<double>(number);
    while (scaled >= 1000 && unit + 1 < units.size()) {
        scaled /= 1000;
        ++unit;
    }
    return decimal(scaled, scaled < 100 ? 1 : 0) + units[unit];
}

std::string share_text(std::int64_t part, std::int64_t whole) {
    if (whole <= 0) return "-";
    const double share = 100 * static_cast<double>(part) / static_cast<double>(whole);
    if (part > 0 && share < 0.1) return "<0.1%";
    if (part < whole && share > 99.9) return ">99.9%";
    if (part == 0 || part == whole) return part == 0 ? "0%" : "100%";
    std::string text = decimal(share, 1);
    return (text.find('.') == std::string::npos ? text + ".0" : text) + "%";
}

std::string length_text(Millis length) {
    struct Unit {
        std::int64_t ms;
        const char* name;
    };
    constexpr std::array units{Unit{86'400'000, "d"}, Unit{3'600'000, "h"}, Unit{60'000, "m"},
                               Unit{1000, "s"}};
    const std::int64_t ms = length.count();
    if (ms > 0 && ms < 1000) return decimal(static_cast<double>(ms) / 1000, 1) + "s";
    for (std::size_t i = 0; i < units.size(); ++i) {
        if (ms < units[i].ms) continue;
        const std::int64_t count = ms / units[i].ms;
        std::string text =
            (count < 10'000 ? std::to_string(count) : grouped(count)) + units[i].name;
        if (i + 1 == units.size()) return text;
        const std::int64_t rest = ms % units[i].ms / units[i + 1].ms;
        return rest == 0 ? text : text + " " + std::to_string(rest) + units[i + 1].name;
    }
    return "0s";
}

std::string percent(double share) {
    return decimal(100 * share, 3) + "%";
}

std::string decimal(double number, int places) {
    std::array<char, 400> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number,
                                   std::chars_format::fixed, places);
    std::string text(digits.data(), end.ptr);
    if (text.find('.') == std::string::npos) return text;
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
    return text;
}

std::int64_t capped_sum(std::int64_t a, std::int64_t b) {
    std::int64_t sum = 0;
    return __builtin_add_overflow(a, b, &sum) ? std::numeric_limits<std::int64_t>::max() : sum;
}

}  // namespace calls::cli
