#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// One line split into words as sh splits it, without any expansion: blanks separate, '…' keeps all,
// "…" keeps all but \" \\ \$ \`, a backslash outside keeps the next character, and a # where a
// word would begin starts a comment.

namespace calls::cli {

// None where a quote is not closed or a backslash ends the line.
std::optional<std::vector<std::string>> split_words(std::string_view line);

}  // namespace calls::cli
