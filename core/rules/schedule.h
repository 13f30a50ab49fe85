#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "core/rules/deadline.h"

namespace calls::rules {

// A heap of the times at which calls are to be looked at again. An entry may be stale: a call that
// is due earlier gets a second one, and a heartbeat leaves it untouched. Whoever takes the top asks
// the call, and puts back what has moved (State::earliest).
class Schedule {
  public:
    void add(const DeadlineKey& key);
    [[nodiscard]] std::optional<DeadlineKey> top() const;
    void pop();
    void clear() { heap_.clear(); }
    [[nodiscard]] std::size_t size() const { return heap_.size(); }

  private:
    std::vector<DeadlineKey> heap_;
};

}  // namespace calls::rules
