#pragma once

#include <string>

#include "core/model/command.h"
#include "core/model/reply.h"
#include "tests/simulator/happening.h"

// Values as text, for whoever has to find out what went wrong: fields in their order, in braces.

namespace calls::simulator {

std::string describe(const Happening& happening);
std::string describe(const model::Reply& reply);
std::string describe(const model::Command& command);

}  // namespace calls::simulator
