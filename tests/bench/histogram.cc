#include "tests/bench/histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace bench {

unsigned Histogram::slot_of(std::uint64_t nanoseconds) {
    constexpr std::uint64_t steps = 1U << step_bits;
    if (nanoseconds < steps) return static_cast<unsigned>(nanoseconds);
    const auto shift = static_cast<unsigned>(std::bit_width(nanoseconds)) - step_bits - 1;
    return ((shift + 1) << step_bits) + static_cast<unsigned>((nanoseconds >> shift) - steps);
}

// The largest time that falls into the slot.
std::uint64_t Histogram::end_of(unsigned slot) {
    constexpr unsigned steps = 1U << step_bits;
    if (slot < steps) return slot;
    const unsigned shift = (slot >> step_bits) - 1;
    return ((std::uint64_t{steps} + (slot & (steps - 1)) + 1) << shift) - 1;
}

void Histogram::add(std::uint64_t nanoseconds) {
    ++slots_[slot_of(nanoseconds)];
    ++count_;
    max_ = std::max(max_, nanoseconds);
}

void Histogram::add(const Histogram& other) {
    for (unsigned slot = 0; slot < slot_count; ++slot) slots_[slot] += other.slots_[slot];
    count_ += other.count_;
    max_ = std::max(max_, other.max_);
}

std::uint64_t Histogram::at(double share) const {
    const auto wanted = static_cast<std::uint64_t>(std::ceil(share * static_cast<double>(count_)));
    std::uint64_t seen = 0;
    for (unsigned slot = 0; slot < slot_count; ++slot) {
        seen += slots_[slot];
        if (seen >= wanted && seen > 0) return std::min(end_of(slot), max_);
    }
    return max_;
}

}  // namespace bench
