#include "core/store/files.h"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace calls::store {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const std::string& doing) {
    throw std::system_error{errno, std::generic_category(), doing};
}

}  // namespace

StorePaths paths_of(const std::string& tables) {
    std::error_code ignored;
    fs::path path = fs::weakly_canonical(fs::absolute(tables), ignored);
    if (path.empty()) path = fs::absolute(tables);
    const fs::path journal = path.parent_path() / (path.stem().string() + "-journal.db");
    return {.tables = path.string(), .journal = journal.string(), .lock = path.string() + ".lock"};
}

PrivateFolder::PrivateFolder() : path_((fs::temp_directory_path() / "calls-XXXXXX").string()) {
    if (mkdtemp(path_.data()) == nullptr) fail("make a folder " + path_);
}

PrivateFolder::~PrivateFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

FileSync::FileSync(std::string path) : path_(std::move(path)) {}

FileSync::~FileSync() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

void FileSync::sync() {
    if (descriptor_ < 0) {
        descriptor_ = ::open(path_.c_str(), O_RDWR | O_CLOEXEC);
        if (descriptor_ < 0) fail("open " + path_);
        sync_folder_of(path_);
    }
    if (::fdatasync(descriptor_) != 0) fail("sync " + path_);
}

void make_private_file(const std::string& path) {
    const int descriptor =
        ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor < 0) fail("create " + path);
    ::close(descriptor);
}

void sync_file(const std::string& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) fail("open " + path);
    const int result = ::fsync(descriptor);
    const int error = errno;
    ::close(descriptor);
    if (result == 0) return;
    errno = error;
    fail("sync " + path);
}

void sync_folder_of(const std::string& path) {
    sync_file(fs::path{path}.parent_path().string());
}

void rename_durably(const std::string& from, const std::string& to) {
    if (std::rename(from.c_str(), to.c_str()) != 0) fail("rename " + from + " to " + to);
    sync_folder_of(to);
}

}  // namespace calls::store
