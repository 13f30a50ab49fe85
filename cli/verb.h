#pragma once

#include <string>
#include <vector>

#include "cli/command.h"

// Finds the command in the words that were typed. Options that every command takes may stand
// before its name.

namespace calls::cli {

struct Verb {
    const CommandEntry* entry = nullptr;  // null: no command was named
    std::string group{};                  // "account", where only that was named
    std::vector<std::string> words{};     // all other words, in their order
    std::vector<std::string> tail{};      // those after `--`, for a command that runs another
};

// Throws Failure (invalid) for a name that is none, with the nearest one that is.
Verb find_verb(std::vector<std::string> words);

}  // namespace calls::cli
