#pragma once

#include <string>

namespace calls::store {

// Where the parts of one store lie. Symbolic links are followed first, so that two names of one
// store meet at one lock.
struct StorePaths {
    std::string tables;
    std::string journal;
    std::string lock;
};
StorePaths paths_of(const std::string& tables);

}  // namespace calls::store
