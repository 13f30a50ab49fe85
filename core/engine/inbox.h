#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

#include "core/engine/task.h"

namespace calls::engine {

// The commands that wait, in the order in which they came. An origin whose command is under way
// over several turns is blocked: what it sent behind that one waits until it is answered.
class Inbox {
  public:
    void push(Task task);
    // Puts back tasks that were taken, before all others.
    void put_back(std::vector<Task> tasks);
    // The next task of an origin that is not blocked.
    std::optional<Task> pop();
    // The first of those that wait, at most so many, whether or not their origin is blocked; holds
    // until the next change.
    [[nodiscard]] std::span<const Task> next(std::size_t most) const;

    void block(std::uint64_t origin) { waiting_.try_emplace(origin); }
    void unblock(std::uint64_t origin);

    [[nodiscard]] bool empty() const { return size() == 0; }
    [[nodiscard]] std::size_t size() const { return ready_.size() - taken_; }
    [[nodiscard]] std::vector<Task> take_all();

  private:
    void drop_taken();
    std::vector<Task>::iterator first() {
        return ready_.begin() + static_cast<std::ptrdiff_t>(taken_);
    }

    std::vector<Task> ready_;  // in order, behind those that were taken
    std::size_t taken_ = 0;
    boost::unordered_flat_map<std::uint64_t, std::deque<Task>> waiting_;  // by blocked origin
};

}  // namespace calls::engine
