#pragma once

// SQLite writes each page of its write-ahead log by two calls: a header of 24 bytes, then the page.
// Through this they go to the disk's file together, many pages at a time, and all of a
// transaction's before SQLite makes it known, or syncs it.

namespace calls::store {

// The name of a VFS, to open files by: SQLite's default as it was at the first call, but for that.
const char* vfs_with_gathered_log();

}  // namespace calls::store
