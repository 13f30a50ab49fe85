#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "cli/times.h"

// How much of one thing there was lately: amounts with their times, kept for five minutes in slots
// of a tenth of a second. It takes the same memory however much comes.

namespace calls::cli {

class RateWindow {
  public:
    static constexpr Millis slot_length{100};
    static constexpr Millis length_max{300'000};

    // Times do not fall, as those of events do not; one that is older than what is kept is dropped.
    void add(Instant at, std::int64_t amount);
    void clear() { slots_.clear(); }

    // Of the slots that end with the one of `now`. Sums stop at the largest number there is.
    [[nodiscard]] std::int64_t sum(Instant now, Millis length) const;

    // The last `count` cells that are over, the oldest first. Cells lie on a grid of their own
    // length, so that what is drawn of them moves along and does not change its form.
    [[nodiscard]] std::vector<std::int64_t> cells(Instant now, Millis length,
                                                  std::size_t count) const;

  private:
    struct Slot {
        std::int64_t number = -1;  // which tenth of a second since 1970
        std::int64_t amount = 0;
    };

    [[nodiscard]] std::int64_t amount_in(std::int64_t number) const;
    [[nodiscard]] std::int64_t sum_between(std::int64_t first, std::int64_t last) const;

    std::vector<Slot> slots_;  // a ring; made on first use
};

// What so much in that time comes to in a minute, in tenths.
std::int64_t tenths_per_minute(std::int64_t amount, Millis length);

}  // namespace calls::cli
