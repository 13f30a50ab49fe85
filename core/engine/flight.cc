#include "core/engine/flight.h"

#include <utility>

namespace calls::engine {

Flight::Flight(const Batch& batch) {
    batch.undo.for_each([this](model::CallId call) { calls_.insert(call); },
                        [this](model::UserId user) { users_.insert(user); });
    for (const auto& [task, reply] : batch.done) origins_.insert(task.to.origin);
}

bool Flight::concerns(const rules::CallState& call) const {
    return calls_.contains(call.file.call.id) || users_.contains(call.file.call.guest);
}

void Flight::set_aside(Task task) {
    origins_.insert(task.to.origin);
    aside_.push_back(std::move(task));
}

}  // namespace calls::engine
