#include "core/store/sqlite_log.h"

#include <cstddef>
#include <cstring>
#include <memory>
#include <new>

#include <sqlite3.h>

namespace calls::store {
namespace {

constexpr int most_gathered = 64 << 10;  // bytes

// The log's format: each page has a header, which for the last page of a transaction names how
// large the database is, and for the others has 0 there.
constexpr int header_bytes = 24;
constexpr int size_at = 4;
constexpr int size_bytes = 4;

bool ends_transaction(const char* header) {
    static constexpr char none[size_bytes]{};
    return std::memcmp(header + size_at, none, size_bytes) != 0;
}

// SQLite gives it its memory, and room behind it for the file that it writes to.
struct LogFile : sqlite3_file {
    sqlite3_file* below;
    std::unique_ptr<char[]> gathered;  // from the first write on
    int count = 0;                     // bytes gathered
    sqlite3_int64 at = 0;              // where in the file they begin
    bool last_page = false;            // what comes is of a transaction's last page
    int lost = SQLITE_OK;              // why what belongs at `at` and behind it is not there

    explicit LogFile(sqlite3_file* file) : sqlite3_file{}, below(file) {}

    int put();
    int read(void* bytes, int size, sqlite3_int64 offset);
    int write(const void* bytes, int size, sqlite3_int64 offset);
};

// Where it fails, what was gathered is gone, and its transaction has to be rolled back: until the
// next one begins at that place or before it, there is nothing behind it.
int LogFile::put() {
    if (count == 0) return SQLITE_OK;
    const int code = below->pMethods->xWrite(below, gathered.get(), count, at);
    if (code == SQLITE_OK)
        at += count;
    else
        lost = code;
    count = 0;
    return code;
}

int LogFile::read(void* bytes, int size, sqlite3_int64 offset) {
    if (const int code = put(); code != SQLITE_OK) return code;
    if (lost != SQLITE_OK && offset + size > at) return lost;
    return below->pMethods->xRead(below, bytes, size, offset);
}

int LogFile::write(const void* bytes, int size, sqlite3_int64 offset) {
    if (offset <= at) lost = SQLITE_OK;
    if (lost != SQLITE_OK) return lost;
    const bool follows = offset == at + count;
    if (!follows || count + size > most_gathered) {
        if (const int code = put(); code != SQLITE_OK) return code;
        at = offset;
    }
    if (size > most_gathered) return SQLITE_IOERR_WRITE;  // no page is as large as that
    if (!gathered) gathered.reset(new (std::nothrow) char[most_gathered]);
    if (!gathered) return SQLITE_IOERR_NOMEM;
    std::memcpy(gathered.get() + count, bytes, static_cast<std::size_t>(size));
    const bool header = size == header_bytes;
    if (header) last_page = ends_transaction(gathered.get() + count);
    count += size;
    // A header elsewhere may be all that is written there: where a page that was in the log already
    // has changed, the headers behind it are made anew, and nothing need come after the last.
    const bool may_be_alone = header && !follows;
    return may_be_alone || (last_page && !header) ? put() : SQLITE_OK;
}

LogFile& log_file(sqlite3_file* file) {
    return *static_cast<LogFile*>(file);
}

int read(sqlite3_file* file, void* bytes, int size, sqlite3_int64 offset) {
    return log_file(file).read(bytes, size, offset);
}

int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
    return log_file(file).write(bytes, size, offset);
}

int close(sqlite3_file* file) {
    LogFile& log = log_file(file);
    const int code = log.below->pMethods->xClose(log.below);
    log.~LogFile();  // what is still gathered is of no transaction that ended
    return code;
}

template <auto method, class... Values>
int pass(sqlite3_file* file, Values... values) {
    sqlite3_file* below = log_file(file).below;
    return (below->pMethods->*method)(below, values...);
}

template <auto method, class... Values>
int put_and_pass(sqlite3_file* file, Values... values) {
    const int code = log_file(file).put();
    return code == SQLITE_OK ? pass<method>(file, values...) : code;
}

using Methods = sqlite3_io_methods;

// Of the first version: what came later is for databases, not for their logs.
constexpr Methods methods{
    .iVersion = 1,
    .xClose = close,
    .xRead = read,
    .xWrite = write,
    .xTruncate = put_and_pass<&Methods::xTruncate>,
    .xSync = put_and_pass<&Methods::xSync>,
    .xFileSize = put_and_pass<&Methods::xFileSize>,
    .xLock = pass<&Methods::xLock>,
    .xUnlock = pass<&Methods::xUnlock>,
    .xCheckReservedLock = pass<&Methods::xCheckReservedLock>,
    .xFileControl = pass<&Methods::xFileControl>,
    .xSectorSize = pass<&Methods::xSectorSize>,
    .xDeviceCharacteristics = pass<&Methods::xDeviceCharacteristics>,
    .xShmMap = nullptr,
    .xShmLock = nullptr,
    .xShmBarrier = nullptr,
    .xShmUnmap = nullptr,
    .xFetch = nullptr,
    .xUnfetch = nullptr,
};

sqlite3_vfs* below_all = nullptr;

int open(sqlite3_vfs*, sqlite3_filename path, sqlite3_file* file, int flags, int* flags_out) {
    if ((flags & SQLITE_OPEN_WAL) == 0)
        return below_all->xOpen(below_all, path, file, flags, flags_out);
    auto* log =
        new (file) LogFile{reinterpret_cast<sqlite3_file*>(static_cast<LogFile*>(file) + 1)};
    const int code = below_all->xOpen(below_all, path, log->below, flags, flags_out);
    if (code == SQLITE_OK)
        log->pMethods = &methods;
    else if (log->below->pMethods != nullptr)
        close(log);  // leaves no methods: nobody closes it again
    return code;
}

sqlite3_vfs registered() {
    below_all = sqlite3_vfs_find(nullptr);
    sqlite3_vfs vfs = *below_all;
    vfs.szOsFile += static_cast<int>(sizeof(LogFile));
    vfs.pNext = nullptr;
    vfs.zName = "gathered log";
    vfs.xOpen = open;
    return vfs;
}

}  // namespace

const char* vfs_with_gathered_log() {
    static sqlite3_vfs vfs = registered();
    static const int code = sqlite3_vfs_register(&vfs, 0);
    return code == SQLITE_OK ? vfs.zName : nullptr;
}

}  // namespace calls::store
