#pragma once

#include "tests/simulator/vfs_file.h"

// Who may read and write a file, among the connections of one process: SQLite's five lock levels,
// and the locks and the memory of the write-ahead log's index. None of it is a step of the disk.

namespace calls::simulator {

void add_locks(sqlite3_io_methods& methods);
void leave(VfsFile& file);  // gives up all that it holds

}  // namespace calls::simulator
