#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "cli/look.h"
#include "cli/text_line.h"
#include "cli/top_state.h"

// The calls of the live screen: which come first, and how they fit beside each other.

namespace calls::cli {

enum class TopSort : std::uint8_t { talk, paid, left };

std::string_view name_of(TopSort sort);
TopSort next_of(TopSort sort);

// The first so many: the longest talks, those that cost most, those whose money ends soonest.
std::vector<const boost::json::object*> first_calls(const boost::json::array& rows, TopSort sort,
                                                    std::size_t rows_max);

// A line that says what they are, the header, and a line for each. On a narrow screen the columns
// that can best be done without are left out; `look.width` 0: there is room for all.
std::vector<TextLine> lay_out_calls(const TopCalls& calls, TopSort sort, std::size_t rows_max,
                                    const Look& look);

}  // namespace calls::cli
