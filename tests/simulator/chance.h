#pragma once

#include <cstdint>
#include <random>

// The one source of chance of a history: the same numbers for the same seed, on every machine.

namespace calls::simulator {

class Chance {
  public:
    explicit Chance(std::uint64_t seed) : random_(seed) {}

    // Both ends included.
    std::int64_t number(std::int64_t least, std::int64_t most) {
        const auto span = static_cast<std::uint64_t>(most - least) + 1;
        return least + static_cast<std::int64_t>(span == 0 ? random_() : random_() % span);
    }
    bool percent(int of_hundred) { return number(1, 100) <= of_hundred; }
    bool one_in(std::int64_t many) { return number(1, many) == 1; }
    // 1 to 2^doublings: small numbers as often as large ones.
    std::int64_t scale(int doublings) { return number(1, std::int64_t{1} << number(0, doublings)); }
    std::uint64_t bits() { return random_(); }

  private:
    std::mt19937_64 random_;
};

}  // namespace calls::simulator
