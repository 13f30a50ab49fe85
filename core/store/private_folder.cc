#include "core/store/private_folder.h"

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace calls::store {

namespace fs = std::filesystem;

PrivateFolder::PrivateFolder() : path_((fs::temp_directory_path() / "calls-XXXXXX").string()) {
    if (mkdtemp(path_.data()) == nullptr)
        throw std::system_error{errno, std::generic_category(), "make a folder " + path_};
}

PrivateFolder::~PrivateFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

}  // namespace calls::store
