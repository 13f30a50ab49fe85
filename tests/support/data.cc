#include "tests/support/data.h"

#include <cstdlib>

#include <catch2/catch.hpp>

namespace tests {

std::optional<std::filesystem::path> data_or_skip(const std::string& name) {
    const char* given = std::getenv("CALLS_TEST_DATA");
    const std::filesystem::path folder = given != nullptr ? given : CALLS_TEST_DATA;
    if (std::filesystem::exists(folder / name)) return folder / name;
    WARN("skipped: no " << name);
    return std::nullopt;
}

}  // namespace tests
