#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/times.h"

// How long calls talked: a count for each second up to some hours, and one for all that is longer.

namespace calls::cli {

class TalkTimes {
  public:
    struct Bin {
        std::string from;  // `30s`; of the first `0`
        std::string text;  // `30s to 1m`, `2h or longer`
        std::int64_t calls = 0;
    };

    void add(Millis talk);

    [[nodiscard]] std::int64_t count() const { return count_; }
    [[nodiscard]] Millis mean() const;
    // Half of the calls talked less, in whole seconds; none if it is past what is counted apart.
    [[nodiscard]] std::optional<Millis> median() const { return quantile(50); }
    // As many in a hundred talked less.
    [[nodiscard]] std::optional<Millis> quantile(int in_a_hundred) const;
    [[nodiscard]] std::vector<Bin> bins() const;

  private:
    std::vector<std::int64_t> by_second_;  // the last one: that long or longer
    std::int64_t count_ = 0;
    std::int64_t sum_ms_ = 0;
};

}  // namespace calls::cli
