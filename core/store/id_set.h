#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

// Ids that were given out one after the other, a bit each: ten million take 1.25 MB.

namespace calls::store {

class IdSet {
  public:
    // False if it was there already.
    bool add(std::int64_t id) {
        const auto place = static_cast<std::size_t>(id);
        if (place >= bits_.size()) bits_.resize(place + 1);
        if (bits_[place]) return false;
        bits_[place] = true;
        return true;
    }
    [[nodiscard]] bool has(std::int64_t id) const {
        const auto place = static_cast<std::size_t>(id);
        return place < bits_.size() && bits_[place];
    }

  private:
    std::vector<bool> bits_;
};

}  // namespace calls::store
