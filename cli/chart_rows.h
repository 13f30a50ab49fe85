#pragma once

#include <string>
#include <vector>

#include "cli/html.h"

// A chart of bars that lie below each other, each with its name before and its value behind it.

namespace calls::cli {

struct BarRow {
    std::string name;
    double share = 0;  // of the width, 0 to 1
    std::string value;
    std::string note;       // behind the value, smaller; may be empty
    std::string title;      // shown when pointed at
    std::string css_class;  // of the bar
};

Html rows_chart(const std::string& label, const std::vector<BarRow>& rows);

}  // namespace calls::cli
