#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/model/command.h"

namespace calls::engine {

// What a command names: the rows it needs in memory, and the calls whose due deadlines come first.
struct Scope {
    bool everything = false;  // a read over many
    std::vector<model::CallId> calls;
    std::vector<model::UserId> users;  // with their live calls and accounts
    std::vector<std::pair<model::UserId, std::string>> chat_offers;
    model::UserId chat_payer;  // whose last ticket of these offers is wanted
};

Scope scope_of(const model::Command& command);

}  // namespace calls::engine
