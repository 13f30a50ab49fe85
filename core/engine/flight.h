#pragma once

#include <cstdint>
#include <vector>

#include <boost/unordered/unordered_flat_set.hpp>

#include "core/engine/batch.h"
#include "core/engine/task.h"
#include "core/model/ids.h"
#include "core/rules/call_state.h"

namespace calls::engine {

// A batch on its way to the disk, and who has to wait until it is there: all but heartbeats that
// change nothing else, of calls that the batch has no part in. An answer that shows what is not on
// the disk yet may not leave, and no answer may overtake another of its origin.
class Flight {
  public:
    explicit Flight(const Batch& batch);

    [[nodiscard]] bool concerns(const rules::CallState& call) const;
    [[nodiscard]] bool holds(std::uint64_t origin) const { return origins_.contains(origin); }
    // For the turn behind it, as is all that comes from there.
    void set_aside(Task task);
    std::vector<Task> take_aside() { return std::move(aside_); }

  private:
    boost::unordered_flat_set<model::CallId> calls_;
    boost::unordered_flat_set<model::UserId> users_;  // whose balance it changes
    boost::unordered_flat_set<std::uint64_t> origins_;
    std::vector<Task> aside_;
};

}  // namespace calls::engine
