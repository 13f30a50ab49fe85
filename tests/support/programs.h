#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/process.h"

// Where the built programs and the external data lie.

namespace tests {

std::filesystem::path calld_program();
std::filesystem::path callctl_program();
std::filesystem::path source_folder();

// A file of the data folder (environment CALLS_TEST_DATA, else as configured), or none.
std::optional<std::filesystem::path> find_data(const std::string& name);

// For commands of a test: both programs first in PATH, UTC, and nothing of the user's own settings.
std::map<std::string, std::optional<std::string>> clean_environment(
    const std::filesystem::path& home);

}  // namespace tests

// Ends the test case, with a word, where a file of the external data is not there.
#define FIND_DATA_OR_SKIP(variable, name)                 \
    const auto variable##_found = tests::find_data(name); \
    if (!variable##_found) {                              \
        WARN("skipped: no " << (name));                   \
        return;                                           \
    }                                                     \
    const std::filesystem::path& variable = *variable##_found
