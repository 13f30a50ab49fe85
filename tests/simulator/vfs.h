#pragma once

#include "tests/simulator/disk.h"

// Puts a simulated disk under everything that the store does: SQLite's own file accesses (as its
// default VFS) and the calls of core/store/files.h and LockFile.

namespace calls::simulator {

// From here on; the disk outlives every file opened on it. SQLite's random numbers begin anew from
// the disk's, so that a history is the same each time.
void use_disk(Disk& disk);
Disk& disk_in_use();

}  // namespace calls::simulator
