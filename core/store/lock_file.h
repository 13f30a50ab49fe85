#pragma once

#include <string>

#include "core/store/store_options.h"

// Keeps a second process out for as long as it lives. The file holds the holder's process id; it is
// the kernel's lock that counts, so a file left behind by a crash is no hindrance.

namespace calls::store {

class LockFile {
  public:
    explicit LockFile(std::string path);  // throws StoreHeld or StoreUnusable
    ~LockFile();
    LockFile(const LockFile&) = delete;
    LockFile& operator=(const LockFile&) = delete;

  private:
    bool try_to_take();  // false: the file was removed meanwhile

    std::string path_;
    int descriptor_ = -1;
};

}  // namespace calls::store
