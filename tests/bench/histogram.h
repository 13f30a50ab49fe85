#pragma once

#include <array>
#include <cstdint>

// How long things took, in nanoseconds: a count for each of 32 steps between two powers of two, so
// that what is read back is off by 3 % at most, and adding is one increment.

namespace bench {

class Histogram {
  public:
    void add(std::uint64_t nanoseconds);
    void add(const Histogram& other);

    [[nodiscard]] std::uint64_t count() const { return count_; }
    [[nodiscard]] std::uint64_t max() const { return max_; }
    // The time within which this share (0 to 1) was done; 0 if there was nothing.
    [[nodiscard]] std::uint64_t at(double share) const;

  private:
    static constexpr unsigned step_bits = 5;
    static constexpr unsigned slot_count = 64U << step_bits;

    static unsigned slot_of(std::uint64_t nanoseconds);
    static std::uint64_t end_of(unsigned slot);

    std::array<std::uint64_t, slot_count> slots_{};
    std::uint64_t count_ = 0;
    std::uint64_t max_ = 0;
};

}  // namespace bench
