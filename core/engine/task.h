#pragma once

#include <cstdint>

#include "core/base/instant.h"
#include "core/model/command.h"
#include "core/model/reply.h"

namespace calls::engine {

// Where a reply goes. Commands of one origin (a connection) are carried out and answered in the
// order in which they came.
struct Address {
    std::uint64_t origin = 0;
    std::uint64_t slot = 0;  // the origin's own number for the request
};

// A command under way. Most are done in one turn; those that have many deadlines before or behind
// them go on in the next.
struct Task {
    Address to;
    model::Command command;
    base::Instant arrived;

    enum class Stage : std::uint8_t {
        fresh,
        releasing,  // a heartbeat that released charges: answered after the last of them
        walking,    // a clock move that earlier turns have carried some of the way
        pruned,     // the store has removed what was to go; the outcome is to be kept
    } stage = Stage::fresh;
    model::PruneReply removed{};  // once pruned
};

}  // namespace calls::engine
