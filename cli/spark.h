#pragma once

#include <cstdint>
#include <string>
#include <vector>

// Numbers as a row of little bars, one character each.

namespace calls::cli {

// The highest bar is the largest number; 0 has none. Without `utf8` the bars are ASCII.
std::string draw_spark(const std::vector<std::int64_t>& numbers, bool utf8);

}  // namespace calls::cli
