#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

// Which of some words was probably meant.

namespace calls::cli {

// Letters to insert, remove or replace to get from one to the other.
std::size_t edit_distance(std::string_view from, std::string_view to);

// The word that is nearest to `typed`; empty if none is near enough to be worth suggesting.
std::string_view nearest(std::string_view typed, const std::vector<std::string_view>& words);

}  // namespace calls::cli
