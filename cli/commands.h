#pragma once

#include <span>
#include <string_view>

#include "cli/command.h"

// The table of commands.

namespace calls::cli {

// In the order that the help shows them.
std::span<const CommandEntry* const> all_commands();

// Null if there is none of that name.
const CommandEntry* find_command(std::string_view name);

// "account": the first word of several commands, and of none by itself.
bool is_group(std::string_view word);

// The command or group that looks most like it; empty if nothing comes near.
std::string_view nearest_command(std::string_view name);

}  // namespace calls::cli
