#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

namespace calls::base {

// A whole number as it is typed: decimal, all of the text, 64 bits, a minus sign or none.
inline std::optional<std::int64_t> parse_whole(std::string_view text) {
    std::int64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || stopped != end) return std::nullopt;
    return number;
}

}  // namespace calls::base
