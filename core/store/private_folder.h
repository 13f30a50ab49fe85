#pragma once

#include <string>

namespace calls::store {

// A folder of our own under TMPDIR, removed with everything in it.
class PrivateFolder {
  public:
    PrivateFolder();  // throws std::system_error
    ~PrivateFolder();
    PrivateFolder(const PrivateFolder&) = delete;
    PrivateFolder& operator=(const PrivateFolder&) = delete;

    [[nodiscard]] const std::string& path() const { return path_; }

  private:
    std::string path_;
};

}  // namespace calls::store
