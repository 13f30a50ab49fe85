#pragma once

#include <compare>
#include <cstdint>

#include "core/base/whole.h"

// Money is whole coins, the smallest unit; there are no fractions and no floating point.

namespace calls::model {

struct Coins {
    std::int64_t value = 0;

    auto operator<=>(const Coins&) const = default;  // NOLINT(modernize-use-nullptr)
};

// The host's part of a price: the floor, computed in 128 bits. share_percent is 0 to 100; price is
// not negative.
inline Coins host_share(Coins price, int share_percent) {
    __extension__ using Wide = __int128;
    return Coins{static_cast<std::int64_t>(Wide{price.value} * share_percent / 100)};
}

}  // namespace calls::model
