#pragma once

#include <cstddef>
#include <vector>

#include "cli/text_line.h"
#include "cli/top_state.h"

// The rates of the live screen.

namespace calls::cli {

// A header, then a line for each thing that is counted: its rates, and the last minute as bars.
std::vector<TextLine> rate_lines(const TopState& state, std::size_t width, bool utf8);

// Why calls ended lately.
TextLine reasons_line(const TopState& state);

}  // namespace calls::cli
