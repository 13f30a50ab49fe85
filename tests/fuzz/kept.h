#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

// The inputs that are kept for each target: those that reach the most, and those that once found a
// fault.

namespace calls::fuzz {

std::vector<std::filesystem::path> kept_files(const std::string& target);  // sorted
std::vector<std::uint8_t> bytes_of(const std::filesystem::path& path);

}  // namespace calls::fuzz
