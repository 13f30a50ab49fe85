#pragma once

#include <optional>
#include <string>

#include "core/model/command.h"
#include "core/model/reply.h"

namespace calls::simulator {

// Where an answer is not the one the model gave, what the two are; none if they agree. Words of
// refusals are free, as are the answers to which the model has none (status, ping, clock).
std::optional<std::string> difference_between(const model::Reply& expected,
                                              const model::Reply& found,
                                              const model::Command& command);

// The times of the last heartbeats, which a plain one changes ahead of a commit that is under way,
// and which nothing but a time-out depends on.
void forget_heartbeats(model::Outcome& outcome);
void forget_heartbeats(model::Reply& reply);

}  // namespace calls::simulator
