#pragma once

#include <string>
#include <string_view>

#include "cli/command.h"

// The help, made from the table of commands and from what each of them declares.

namespace calls::cli {

std::string help_overview();
std::string help_for(const CommandEntry& entry);
std::string help_for_group(std::string_view group);
std::string help_exit_codes();

}  // namespace calls::cli
