#pragma once

#include <string>

#include "cli/html.h"
#include "cli/week_grid.h"

// A week as seven rows of 24 cells, the fuller the more there is in that hour on average.

namespace calls::cli {

Html week_chart(const std::string& label, const WeekGrid& week);

}  // namespace calls::cli
