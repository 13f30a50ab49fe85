#pragma once

#include "core/model/command.h"
#include "core/model/reply.h"

// An answer to each command as an engine might give it, made of what the command itself says: so
// that whatever was read from a line goes out again.

namespace calls::fuzz {

model::Reply canned_reply(const model::Command& command);

}  // namespace calls::fuzz
