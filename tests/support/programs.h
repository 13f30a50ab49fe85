#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/process.h"

// Where the built programs lie, and in what surroundings they are run.

namespace tests {

std::filesystem::path calld_program();
std::filesystem::path callctl_program();
std::filesystem::path source_folder();

// For commands of a test: both programs first in PATH, UTC, nothing of the user's own settings, and
// temporary files in `home`, which goes with the test however a program ended.
std::map<std::string, std::optional<std::string>> clean_environment(
    const std::filesystem::path& home);

}  // namespace tests
