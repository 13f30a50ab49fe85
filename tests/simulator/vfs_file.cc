#include "tests/simulator/vfs_file.h"

#include <cstring>
#include <memory>
#include <utility>

#include "tests/simulator/vfs_locks.h"

namespace calls::simulator {
namespace {

VfsFile& of(sqlite3_file* file) {
    return *static_cast<VfsFile*>(file);
}

Disk& disk_of(sqlite3_file* file) {
    static Disk faultless{0};
    return of(file).disk != nullptr ? *of(file).disk : faultless;
}

int code(Outcome outcome, int otherwise) {
    if (outcome == Outcome::good) return SQLITE_OK;
    return outcome == Outcome::no_room ? SQLITE_FULL : otherwise;
}

int close(sqlite3_file* file) {
    leave(of(file));
    std::destroy_at(&of(file));
    return SQLITE_OK;
}

int read(sqlite3_file* file, void* into, int size, sqlite3_int64 at) {
    std::size_t had = 0;
    auto* bytes = static_cast<char*>(into);
    const auto wanted = static_cast<std::size_t>(size);
    const Outcome outcome =
        disk_of(file).read(*of(file).file, static_cast<std::size_t>(at), wanted, bytes, had);
    if (outcome != Outcome::good) return SQLITE_IOERR_READ;
    if (had == wanted) return SQLITE_OK;
    std::memset(bytes + had, 0, wanted - had);
    return SQLITE_IOERR_SHORT_READ;
}

int write(sqlite3_file* file, const void* from, int size, sqlite3_int64 at) {
    const std::string_view bytes{static_cast<const char*>(from), static_cast<std::size_t>(size)};
    return code(disk_of(file).write(*of(file).file, static_cast<std::size_t>(at), bytes),
                SQLITE_IOERR_WRITE);
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
    return code(disk_of(file).resize(*of(file).file, static_cast<std::size_t>(size)),
                SQLITE_IOERR_TRUNCATE);
}

int sync(sqlite3_file* file, int) {
    VfsFile& opened = of(file);
    if (const Outcome outcome = disk_of(file).sync(*opened.file); outcome != Outcome::good)
        return SQLITE_IOERR_FSYNC;
    if (!std::exchange(opened.names_itself, false)) return SQLITE_OK;
    return code(disk_of(file).sync_names(), SQLITE_IOERR_DIR_FSYNC);
}

int size(sqlite3_file* file, sqlite3_int64* bytes) {
    *bytes = static_cast<sqlite3_int64>(of(file).file->now.size());
    return SQLITE_OK;
}

int control(sqlite3_file*, int, void*) {
    return SQLITE_NOTFOUND;
}

int sector_size(sqlite3_file*) {
    return 4096;
}

int characteristics(sqlite3_file*) {
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

const sqlite3_io_methods* methods() {
    static const sqlite3_io_methods table = [] {
        sqlite3_io_methods made{};
        made.iVersion = 2;
        made.xClose = close;
        made.xRead = read;
        made.xWrite = write;
        made.xTruncate = truncate;
        made.xSync = sync;
        made.xFileSize = size;
        made.xFileControl = control;
        made.xSectorSize = sector_size;
        made.xDeviceCharacteristics = characteristics;
        add_locks(made);
        return made;
    }();
    return &table;
}

}  // namespace

VfsFile::VfsFile(Disk* on, File inode) : sqlite3_file{methods()}, disk(on), file(std::move(inode)) {
    if (!file->sharing) file->sharing = std::make_shared<Sharing>();
    sharing = file->sharing;
}

}  // namespace calls::simulator
