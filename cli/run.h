#pragma once

#include <string>
#include <vector>

// callctl from its words to its exit status.

namespace calls::cli {

// `words` without the program's name.
int run(std::vector<std::string> words);

}  // namespace calls::cli
