#include "core/store/gentle_writes.h"

#include <cerrno>
#include <cstddef>
#include <fcntl.h>
#include <initializer_list>
#include <sys/types.h>
#include <unistd.h>

#include <sqlite3.h>

namespace calls::store {
namespace {

constexpr ssize_t piece = 64 << 10;  // bytes; of the log, which is written so, it takes two writes

thread_local bool gently = false;
thread_local ssize_t written = 0;  // since the last piece

// To the disk, but for what the disk keeps in a memory of its own: that is left to the sync. What
// fails here fails no later sync, so it has to be told now.
bool write_out(int descriptor) {
    constexpr unsigned all =
        SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER;
    if (::sync_file_range(descriptor, 0, 0, all) == 0) return true;
    const bool lost = errno == EIO || errno == ENOSPC || errno == EDQUOT;
    return !lost;  // else this file system has no such thing
}

ssize_t write_at(int descriptor, const void* bytes, std::size_t size, off64_t at) {
    const ssize_t done = ::pwrite64(descriptor, bytes, size, at);
    if (!gently || done <= 0) return done;
    written += done;
    if (written < piece) return done;
    written = 0;
    return write_out(descriptor) ? done : -1;
}

}  // namespace

GentleWrites::GentleWrites() {
    gently = true;
}

GentleWrites::~GentleWrites() {
    gently = false;
}

void prepare_gentle_writes() {
    static_assert(sizeof(off_t) == sizeof(off64_t));
    sqlite3_vfs* system = sqlite3_vfs_find("unix");
    if (system == nullptr || system->iVersion < 3) return;
    // Of the two SQLite uses the one that it was built for.
    for (const char* name : {"pwrite", "pwrite64"})
        if (system->xGetSystemCall(system, name) != nullptr)
            system->xSetSystemCall(system, name, reinterpret_cast<sqlite3_syscall_ptr>(write_at));
}

}  // namespace calls::store
