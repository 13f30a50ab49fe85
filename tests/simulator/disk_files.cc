// What of the store meets the system (calls_disk), on the simulated disk.

#include <cerrno>
#include <system_error>
#include <utility>

#include "core/store/files.h"
#include "core/store/gentle_writes.h"
#include "core/store/lock_file.h"
#include "tests/simulator/vfs.h"

namespace calls::store {
namespace {

using simulator::Disk;
using simulator::disk_in_use;
using simulator::File;
using simulator::Outcome;

void expect(Outcome outcome, const std::string& doing) {
    if (outcome == Outcome::good) return;
    throw std::system_error{outcome == Outcome::no_room ? ENOSPC : EIO, std::generic_category(),
                            doing};
}

File existing(const std::string& path) {
    File file = disk_in_use().find(path);
    if (!file) throw std::system_error{ENOENT, std::generic_category(), path};
    return file;
}

}  // namespace

bool present(const std::string& path) {
    return disk_in_use().find(path) != nullptr;
}

bool is_regular_file(const std::string& path) {
    return present(path);
}

std::int64_t size_of(const std::string& path) {
    return static_cast<std::int64_t>(existing(path)->now.size());
}

std::string first_bytes(const std::string& path, std::size_t most) {
    std::string bytes(most, '\0');
    std::size_t had = 0;
    expect(disk_in_use().read(*existing(path), 0, most, bytes.data(), had), "read " + path);
    bytes.resize(had);
    return bytes;
}

void make_private_file(const std::string& path) {
    File file;
    expect(disk_in_use().open(path, true, file), "create " + path);
}

void remove_file(const std::string& path) {
    if (present(path)) expect(disk_in_use().remove(path), "remove " + path);
}

void rename_file(const std::string& from, const std::string& to) {
    expect(disk_in_use().rename(from, to), "rename " + from);
}

void sync_file(const std::string& path) {
    expect(disk_in_use().sync(*existing(path)), "sync " + path);
}

void sync_folder_of(const std::string& path) {
    expect(disk_in_use().sync_names(), "sync the folder of " + path);
}

void rewrite_file(const std::string& path) {
    const File file = existing(path);
    const std::string bytes = file->now;
    expect(disk_in_use().write(*file, 0, bytes), "rewrite " + path);
    sync_file(path);
}

void append_zeros(const std::string& path, std::size_t bytes) {
    if (disk_in_use().tight()) expect(Outcome::no_room, "lengthen " + path);
    const File file = existing(path);
    expect(disk_in_use().write(*file, file->now.size(), std::string(bytes, '\0')),
           "lengthen " + path);
}

FileSync::FileSync(std::string path) : path_(std::move(path)) {}

FileSync::~FileSync() = default;

void FileSync::sync() {
    if (std::exchange(descriptor_, 0) < 0) sync_folder_of(path_);
    sync_file(path_);
}

LockFile::LockFile(std::string path) : path_(std::move(path)) {
    if (!disk_in_use().lock(path_)) throw StoreHeld{path_ + " is locked", 1};
}

LockFile::~LockFile() {
    disk_in_use().unlock(path_);
}

// Here nobody else waits for the disk.
GentleWrites::GentleWrites() = default;
GentleWrites::~GentleWrites() = default;

void prepare_gentle_writes() {}

}  // namespace calls::store
