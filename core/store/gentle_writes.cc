#include "core/store/gentle_writes.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <fcntl.h>
#include <initializer_list>
#include <sys/types.h>
#include <unistd.h>

#include <sqlite3.h>

namespace calls::store {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

// Larger ones where the disk takes long for each: most of that is the way there and back.
constexpr ssize_t smallest_piece = 64 << 10;  // bytes
constexpr ssize_t largest_piece = 4 << 20;
constexpr milliseconds long_for_a_piece{2};

thread_local bool gently = false;
thread_local ssize_t piece = smallest_piece;
thread_local ssize_t written = 0;  // since the last piece

// Whoever cannot be asked for this (a file system, a filter of system calls) has lost nothing.
// All else is told only once: the sync that follows would say that all is well.
bool means_lost(int error) {
    switch (error) {
        case EINTR:
        case EINVAL:
        case ENOSYS:
        case EOPNOTSUPP:
        case EPERM:
        case ESPIPE:
            return false;
        default:
            return true;
    }
}

// To the disk, but for what the disk keeps in a memory of its own: that is left to the sync. What
// is lost may be of an earlier write, so that "no room" here does not mean that this one found
// none, as SQLite would take it.
bool write_out(int descriptor) {
    constexpr unsigned all =
        SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER;
    const auto begin = Clock::now();
    if (::sync_file_range(descriptor, 0, 0, all) != 0 && means_lost(errno)) {
        errno = EIO;
        return false;
    }
    const bool took_long = Clock::now() - begin > long_for_a_piece;
    piece = took_long ? std::min(piece * 2, largest_piece) : std::max(piece / 2, smallest_piece);
    return true;
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
    piece = smallest_piece;
    written = 0;
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
