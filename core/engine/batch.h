#pragma once

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

#include "core/engine/task.h"
#include "core/engine/undo.h"
#include "core/model/event.h"
#include "core/model/reply.h"
#include "core/rules/state.h"

namespace calls::engine {

// What one turn has done so far: nothing of it leaves before the commit.
struct Batch {
    // Room is made for so many events, which are large; there may be more.
    Batch(const rules::State& state, base::Instant now, std::size_t expected = 0)
        : events(std::make_shared<model::EventBatch>()), undo(state, expected), began(now) {
        events->reserve(expected);
    }

    std::shared_ptr<model::EventBatch> events;
    Undo undo;
    base::Instant began;
    std::vector<std::pair<Task, model::Reply>> done;
    std::vector<Task> questions;            // to the store, once the commit is through
    std::vector<model::CallId> heartbeats;  // calls whose times the tables have yet to hear of
    std::size_t deadlines = 0;              // carried out
    std::size_t rows = 0;                   // in answers that are lists
};

}  // namespace calls::engine
