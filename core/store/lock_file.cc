#include "core/store/lock_file.h"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace calls::store {
namespace {

[[noreturn]] void fail(const std::string& doing, int error) {
    throw StoreUnusable{"cannot " + doing + ": " + std::strerror(error)};
}

pid_t written_in(int descriptor) {
    std::array<char, 24> text{};
    if (::pread(descriptor, text.data(), text.size() - 1, 0) <= 0) return 0;
    return static_cast<pid_t>(std::strtol(text.data(), nullptr, 10));
}

bool still_named(int descriptor, const std::string& path) {
    struct stat held {};
    struct stat named {};
    return ::fstat(descriptor, &held) == 0 && ::stat(path.c_str(), &named) == 0 &&
           held.st_ino == named.st_ino && held.st_dev == named.st_dev;
}

}  // namespace

LockFile::LockFile(std::string path) : path_(std::move(path)) {
    while (!try_to_take()) {
    }
    const std::string pid = std::to_string(::getpid()) + "\n";
    const bool written =
        ::ftruncate(descriptor_, 0) == 0 &&
        ::pwrite(descriptor_, pid.data(), pid.size(), 0) == static_cast<ssize_t>(pid.size());
    if (written) return;
    const int error = errno;
    ::close(descriptor_);
    fail("write " + path_, error);
}

// Removed while it is held: whoever opened the old file finds that its name has gone.
LockFile::~LockFile() {
    ::unlink(path_.c_str());
    ::close(descriptor_);
}

bool LockFile::try_to_take() {
    descriptor_ =
        ::open(path_.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor_ < 0) fail("open the lock file " + path_, errno);
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) == 0) {
        if (still_named(descriptor_, path_)) return true;
        ::close(descriptor_);
        return false;
    }
    const int error = errno;
    const pid_t holder = written_in(descriptor_);
    ::close(descriptor_);
    if (error != EWOULDBLOCK) fail("lock " + path_, error);
    throw StoreHeld{"the store is in use by process " + std::to_string(holder) + " (" + path_ +
                        " is locked): stop that one first",
                    holder};
}

}  // namespace calls::store
