#pragma once

#include <cstddef>
#include <vector>

#include "cli/look.h"
#include "cli/text_line.h"
#include "cli/top_state.h"
#include "cli/top_table.h"

// The live screen as lines, a pure function of what is known and how it is to look.

namespace calls::cli {

struct TopLook {
    Look look;               // its width is the screen's; 0: no end
    std::size_t height = 0;  // 0: no end, and no line of keys
    bool utf8 = false;
    TopSort sort = TopSort::talk;
    bool paused = false;
    bool help = false;  // in place of the calls
};

// Without an end to the screen, so many calls.
inline constexpr std::size_t top_rows_printed = 20;

// At most `height` lines of at most `width` columns. What matters less goes first.
std::vector<TextLine> lay_out_top(const TopState& state, const TopLook& look);

}  // namespace calls::cli
