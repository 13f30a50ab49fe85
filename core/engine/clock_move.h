#pragma once

#include <optional>
#include <vector>

#include "core/base/instant.h"
#include "core/engine/limits.h"
#include "core/engine/task.h"
#include "core/model/refusal.h"

namespace calls::engine {

// A manual clock on its way: it stops at every deadline, and at every heartbeat of the parties that
// are to be kept alive.
class ClockMove {
  public:
    // Refused: back, past the end of time.
    static model::Result<ClockMove> begin(Task task, const model::MoveClock& wish,
                                          base::Instant now);

    // Where the clock stops next, given the earliest deadline.
    [[nodiscard]] base::Instant next_stop(std::optional<base::Instant> deadline) const;
    [[nodiscard]] bool arrived(base::Instant now) const { return now >= target_; }

    // The calls whose parties send heartbeats at this stop; asked once a stop. Also on arrival, so
    // that many short moves keep a call alive as one long one does.
    std::vector<model::CallId> beating(base::Instant now);

    [[nodiscard]] Task& task() { return task_; }

  private:
    Task task_;
    base::Instant target_;
    base::Instant next_beat_;
    std::vector<model::CallId> keep_alive_;
};

}  // namespace calls::engine
