#include "core/store/files.h"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>
#include <vector>

namespace calls::store {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const std::string& doing) {
    throw std::system_error{errno, std::generic_category(), doing};
}

constexpr std::size_t rewrite_block = 1 << 20;

class Descriptor {
  public:
    Descriptor(const std::string& path, int flags)
        : value_(::open(path.c_str(), flags | O_CLOEXEC)) {
        if (value_ < 0) fail("open " + path);
    }
    ~Descriptor() { ::close(value_); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    [[nodiscard]] int get() const { return value_; }

  private:
    int value_;
};

}  // namespace

bool present(const std::string& path) {
    return fs::symlink_status(path).type() != fs::file_type::not_found;
}

bool is_regular_file(const std::string& path) {
    return fs::is_regular_file(path);
}

std::int64_t size_of(const std::string& path) {
    return static_cast<std::int64_t>(fs::file_size(path));
}

std::string first_bytes(const std::string& path, std::size_t most) {
    errno = 0;
    std::ifstream file{path, std::ios::binary};
    if (!file) fail("open " + path);
    std::string bytes(most, '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(most));
    bytes.resize(static_cast<std::size_t>(file.gcount()));
    return bytes;
}

void make_private_file(const std::string& path) {
    const int descriptor =
        ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor < 0) fail("create " + path);
    ::close(descriptor);
}

void remove_file(const std::string& path) {
    if (::unlink(path.c_str()) != 0 && errno != ENOENT) fail("remove " + path);
}

void rename_file(const std::string& from, const std::string& to) {
    if (std::rename(from.c_str(), to.c_str()) != 0) fail("rename " + from + " to " + to);
}

void sync_file(const std::string& path) {
    const Descriptor file{path, O_RDONLY};
    if (::fsync(file.get()) != 0) fail("sync " + path);
}

void sync_folder_of(const std::string& path) {
    sync_file(fs::path{path}.parent_path().string());
}

void rewrite_file(const std::string& path) {
    const Descriptor file{path, O_RDWR};
    std::vector<char> bytes(rewrite_block);
    for (off_t at = 0;;) {
        const ssize_t had = ::pread(file.get(), bytes.data(), bytes.size(), at);
        if (had < 0) fail("read " + path);
        if (had == 0) break;
        if (::pwrite(file.get(), bytes.data(), static_cast<std::size_t>(had), at) != had)
            fail("rewrite " + path);
        at += had;
    }
    if (::fsync(file.get()) != 0) fail("sync " + path);
}

void append_zeros(const std::string& path, std::size_t bytes) {
    const Descriptor file{path, O_WRONLY | O_APPEND};
    const std::vector<char> zeros(bytes);
    for (std::size_t done = 0; done < bytes;) {
        const ssize_t put = ::write(file.get(), zeros.data() + done, bytes - done);
        if (put < 0) fail("lengthen " + path);
        done += static_cast<std::size_t>(put);
    }
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

}  // namespace calls::store
