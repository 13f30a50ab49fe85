#pragma once

#include <string_view>

// How a report page looks: light or dark as its reader likes it, on a phone, on a desk and on
// paper.

namespace calls::cli {

extern const std::string_view report_style;

}  // namespace calls::cli
