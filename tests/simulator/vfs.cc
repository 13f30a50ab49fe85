#include "tests/simulator/vfs.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <string>

#include <sqlite3.h>

#include "core/base/check.h"
#include "tests/simulator/vfs_file.h"

namespace calls::simulator {
namespace {

Disk* disk = nullptr;

constexpr int longest_path = 512;

// As SQLite's own for Unix: the first sync of a log or journal puts its name on the platter too,
// whether or not it was there before.
bool names_itself_at_first_sync(int flags) {
    return (flags & SQLITE_OPEN_CREATE) != 0 &&
           (flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL)) != 0;
}

int open(sqlite3_vfs*, sqlite3_filename path, sqlite3_file* into, int flags, int* flags_out) {
    into->pMethods = nullptr;
    if (flags_out != nullptr) *flags_out = flags;
    if (path == nullptr) {  // for SQLite's own use, gone with the connection
        new (into) VfsFile{nullptr, std::make_shared<Inode>()};
        return SQLITE_OK;
    }
    File file;
    const bool create = (flags & SQLITE_OPEN_CREATE) != 0;
    const Outcome outcome = disk->open(path, create, file);
    if (outcome != Outcome::good || !file) return SQLITE_CANTOPEN;
    auto* opened = new (into) VfsFile{disk, file};
    opened->names_itself = names_itself_at_first_sync(flags);
    return SQLITE_OK;
}

int remove(sqlite3_vfs*, const char* path, int sync_folder) {
    if (!disk->find(path)) return SQLITE_IOERR_DELETE_NOENT;
    if (disk->remove(path) != Outcome::good) return SQLITE_IOERR_DELETE;
    if (sync_folder != 0 && disk->sync_names() != Outcome::good) return SQLITE_IOERR_DIR_FSYNC;
    return SQLITE_OK;
}

int access(sqlite3_vfs*, const char* path, int, int* there) {
    const File file = disk->find(path);
    *there = file && !file->now.empty() ? 1 : 0;
    return SQLITE_OK;
}

int full_pathname(sqlite3_vfs*, const char* path, int size, char* into) {
    sqlite3_snprintf(size, into, "%s", path);
    return SQLITE_OK;
}

int randomness(sqlite3_vfs*, int size, char* into) {
    for (int i = 0; i < size; ++i) into[i] = static_cast<char>(disk->bits());
    return size;
}

int sleep(sqlite3_vfs*, int microseconds) {
    return microseconds;
}

int current_time(sqlite3_vfs*, double* julian_day) {
    *julian_day = 2'460'000.5;
    return SQLITE_OK;
}

int last_error(sqlite3_vfs*, int, char*) {
    return 0;
}

void register_once() {
    static sqlite3_vfs vfs{};
    if (vfs.zName != nullptr) return;
    vfs.iVersion = 1;
    vfs.szOsFile = sizeof(VfsFile);
    vfs.mxPathname = longest_path;
    vfs.zName = "simulated";
    vfs.xOpen = open;
    vfs.xDelete = remove;
    vfs.xAccess = access;
    vfs.xFullPathname = full_pathname;
    vfs.xRandomness = randomness;
    vfs.xSleep = sleep;
    vfs.xCurrentTime = current_time;
    vfs.xGetLastError = last_error;
    CHECK(sqlite3_vfs_register(&vfs, 1) == SQLITE_OK);
}

}  // namespace

void use_disk(Disk& wanted) {
    disk = &wanted;
    register_once();
    sqlite3_randomness(0, nullptr);
}

Disk& disk_in_use() {
    CHECK(disk != nullptr);
    return *disk;
}

}  // namespace calls::simulator
