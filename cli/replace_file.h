#pragma once

#include <string>
#include <string_view>

namespace calls::cli {

// The file holds this text from now on, whole or, if that fails, what it held before: written
// beside it, synced and renamed. Throws Failure (io) that begins with `what`.
void replace_file(const std::string& path, std::string_view text, const std::string& what);

}  // namespace calls::cli
