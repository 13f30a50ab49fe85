#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "tests/fuzz/targets.h"

namespace calls::fuzz {

inline std::string_view text_of(Bytes bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// The bytes of an input as numbers, from the front. Behind the last byte come numbers that differ
// from each other, so that nobody waits for ever for another one than he had.
class Input {
  public:
    explicit Input(Bytes bytes) : left_(bytes) {}  // borrowed

    [[nodiscard]] bool empty() const { return left_.empty(); }

    std::uint8_t byte() {
        if (left_.empty()) return ++behind_;
        const std::uint8_t first = left_.front();
        left_ = left_.subspan(1);
        return first;
    }

    // From least to most, both inclusive; takes as many bytes as the range has.
    std::int64_t number(std::int64_t least, std::int64_t most) {
        const auto range = static_cast<std::uint64_t>(most) - static_cast<std::uint64_t>(least);
        std::uint64_t value = 0;
        for (std::uint64_t rest = range; rest > 0; rest >>= 8U) value = (value << 8U) | byte();
        if (range != UINT64_MAX) value %= range + 1;
        return static_cast<std::int64_t>(static_cast<std::uint64_t>(least) + value);
    }
    std::size_t below(std::size_t end) {  // end > 0
        return static_cast<std::size_t>(number(0, static_cast<std::int64_t>(end) - 1));
    }

    Bytes rest() {
        const Bytes all = left_;
        left_ = {};
        return all;
    }

  private:
    Bytes left_;
    std::uint8_t behind_ = 0;
};

}  // namespace calls::fuzz
