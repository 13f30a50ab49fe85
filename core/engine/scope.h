#pragma once

#include <string>
#include <utility>
#include <vector>

#include <boost/container/small_vector.hpp>

#include "core/model/command.h"

namespace calls::engine {

// What a command names: the rows it needs in memory, and the calls whose due deadlines come first.
struct Scope {                // NOLINT(bugprone-exception-escape): moves nothing that throws
    bool everything = false;  // a read over many
    boost::container::small_vector<model::CallId, 2> calls;
    boost::container::small_vector<model::UserId, 2> users;  // with their live calls and accounts
    std::vector<std::pair<model::UserId, std::string>> chat_offers;
    model::UserId chat_payer;  // whose last ticket of these offers is wanted
};

Scope scope_of(const model::Command& command);

}  // namespace calls::engine
