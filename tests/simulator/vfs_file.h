#pragma once

#include <array>
#include <string>

#include <sqlite3.h>

#include "tests/simulator/disk.h"
#include "tests/simulator/sharing.h"

// One open file of SQLite's on a simulated disk. Made in the memory that SQLite gives it, and ended
// by its xClose. A temporary file of SQLite's own lies on no disk and knows no fault.

namespace calls::simulator {

struct VfsFile : sqlite3_file {
    VfsFile(Disk* on, File inode);  // on: null for a temporary file; else it outlives this

    Disk* disk;
    File file;
    std::shared_ptr<Sharing> sharing;
    bool names_itself = false;  // its first sync puts its name on the platter too
    int lock = SQLITE_LOCK_NONE;
    bool uses_index = false;
    std::array<int, Sharing::shm_locks> index_held{};  // -1: exclusively; 1: shared
};

}  // namespace calls::simulator
