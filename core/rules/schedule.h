#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
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
    // A key in 16 bytes: there is an entry for each live call, and often two.
    struct Entry {
        std::int64_t time_and_rank;
        model::CallId call;

        auto operator<=>(const Entry&) const = default;  // NOLINT(modernize-use-nullptr)
    };
    static Entry pack(const DeadlineKey& key);
    static DeadlineKey unpack(const Entry& entry);

    std::vector<Entry> heap_;
};

}  // namespace calls::rules
