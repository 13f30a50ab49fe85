#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "core/model/command.h"
#include "core/model/event.h"

// What a request asks for, once its form was checked.

namespace calls::protocol {

// Events from `after` on, or from `since` on, or from now on; those that fit.
struct Subscribe {
    std::optional<model::EventId> after;
    std::optional<base::Instant> since;
    model::CallId call;                   // 0: any
    model::UserId user;                   // 0: any
    std::vector<model::EventKind> kinds;  // empty: all
};

struct Metrics {};
struct Shutdown {};

using Ask = std::variant<model::Command, Subscribe, Metrics, Shutdown>;

}  // namespace calls::protocol
