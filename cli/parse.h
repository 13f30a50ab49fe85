#pragma once

#include <string>
#include <vector>

#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/globals.h"

// The words after a command's name, into its members and the options of every command.

namespace calls::cli {

enum class Parsed { run, show_help, show_version };

// Throws Failure (invalid).
Parsed parse_words(const CommandEntry& entry, Command& command, std::vector<std::string> words,
                   Globals& globals);

// The same for a line of a batch, which has no options but the command's own and a request id.
void parse_line(const CommandEntry& entry, Command& command, std::vector<std::string> words,
                std::string& request_id);

// What the command takes, and what every command takes, for the help.
std::vector<Arguments::Description> describe_command(const CommandEntry& entry);
std::vector<Arguments::Description> describe_globals();

// Options where no command was named: only --help and --version make sense.
Parsed parse_without_command(std::vector<std::string> words);

// Before anything is parsed: whether errors are wanted as JSON.
bool wants_json_errors(const std::vector<std::string>& words);

}  // namespace calls::cli
