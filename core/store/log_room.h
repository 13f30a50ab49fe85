#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace calls::store {

// Blocks that are written ahead of the end of a write-ahead log: a sync that has to allocate its
// blocks takes twice as long. SQLite takes what lies behind its last frame for the end of the log.
class LogRoom {
  public:
    explicit LogRoom(std::string log_path);

    // Before a transaction, while nobody writes to the log: that it has room for a small one behind
    // so many frames. Does without where there is no room on the disk.
    void keep(int frames) noexcept;

  private:
    void lengthen(std::int64_t used);

    std::string path_;
    std::int64_t size_ = 0;  // of the file, or less
    bool gave_up_ = false;
};

}  // namespace calls::store
