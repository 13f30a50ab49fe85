#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

// `3=17`: a counter from 1 to 9 and a number for it.

namespace calls::cli {

std::optional<std::pair<int, std::int64_t>> parse_counter(std::string_view text);

}  // namespace calls::cli
