#pragma once

#include <string>
#include <vector>

#include "cli/html.h"

// The numbers behind a chart, folded away below it: for those who want them exact or cannot see.

namespace calls::cli {

struct NumbersTable {
    std::string label;               // of what
    std::vector<std::string> heads;  // the first is of the rows' names
    std::vector<std::vector<std::string>> rows;
};

Html numbers_table(const NumbersTable& table);

}  // namespace calls::cli
