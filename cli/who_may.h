#pragma once

#include <string>

// Explains a socket that may not be opened: what guards it, and which groups would open it.

namespace calls::cli {

std::string who_may_connect(const std::string& socket_path);

}  // namespace calls::cli
