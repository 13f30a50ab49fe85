#pragma once

#include <string>
#include <string_view>

// Text of others made fit for a terminal or a line: what is not printable ASCII becomes '?', so
// that no name can move the cursor, hide itself or break a row.

namespace calls::cli {

std::string clean_text(std::string_view text);

}  // namespace calls::cli
