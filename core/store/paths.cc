#include "core/store/paths.h"

#include <filesystem>
#include <system_error>

namespace calls::store {

StorePaths paths_of(const std::string& tables) {
    namespace fs = std::filesystem;
    std::error_code ignored;
    fs::path path = fs::weakly_canonical(fs::absolute(tables), ignored);
    if (path.empty()) path = fs::absolute(tables);
    const fs::path journal = path.parent_path() / (path.stem().string() + "-journal.db");
    return {.tables = path.string(), .journal = journal.string(), .lock = path.string() + ".lock"};
}

}  // namespace calls::store
