#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/html.h"

// A chart of upright bars, each of one or more parts on top of each other, with a scale at its left
// and words below. It takes whatever width there is: places are shares of it, words keep their
// size.

namespace calls::cli {

struct ColumnsChart {
    struct Column {
        std::vector<std::int64_t> parts;  // the lowest first
        std::string title;                // shown when pointed at
        std::string tick;                 // below; empty: none
        bool tick_where_wide = false;     // only where there is room
    };

    std::string label;                 // what it shows, in words
    std::vector<std::string> classes;  // of the parts
    std::vector<Column> columns;       // not empty
    bool ticks_at_edge = false;        // below the left edge of a column, not its middle
};

Html columns_chart(const ColumnsChart& chart);

}  // namespace calls::cli
