#pragma once

// SQLite leaves what it writes in the system's memory until it syncs, and then all of it is in the
// way of whoever syncs another file of the same disk.

namespace calls::store {

// While it lives, what this thread writes through SQLite goes to the disk piece by piece, each
// waited for: a commit of the journal then meets a piece of a transaction there instead of some
// megabytes. A piece that the disk does not take fails the write.
class GentleWrites {
  public:
    GentleWrites();
    ~GentleWrites();
    GentleWrites(const GentleWrites&) = delete;
    GentleWrites& operator=(const GentleWrites&) = delete;
};

// Once in a process, before a file is opened.
void prepare_gentle_writes();

}  // namespace calls::store
