#pragma once

#include <string_view>

// The scripts that teach a shell to complete callctl's words. Each asks callctl itself what may
// stand at the cursor, so that it knows the options of this version and the calls of this moment.

namespace calls::cli {

extern const std::string_view bash_completion;
extern const std::string_view zsh_completion;
extern const std::string_view fish_completion;

}  // namespace calls::cli
