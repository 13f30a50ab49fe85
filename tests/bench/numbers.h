#pragma once

#include <array>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

// Whole numbers in text, as all three protocols carry them.

namespace bench {

inline void put(std::string& out, std::int64_t number) {
    std::array<char, 24> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    out.append(digits.data(), end);
}

// The number that the text begins with; 0 if it does not.
inline std::int64_t number_at(std::string_view text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

}  // namespace bench
