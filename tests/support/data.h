#pragma once

#include <filesystem>
#include <optional>
#include <string>

// The external data of some tests: it lies beside the project, or nowhere.

namespace tests {

// A file of the data folder (environment CALLS_TEST_DATA, else as configured). None, and a word
// about it, where it is not there: then the test case has nothing to do.
std::optional<std::filesystem::path> data_or_skip(const std::string& name);

}  // namespace tests
