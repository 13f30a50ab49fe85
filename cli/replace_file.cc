#include "cli/replace_file.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/failure.h"
#include "cli/fd.h"

namespace calls::cli {

namespace {

namespace fs = std::filesystem;

constexpr mode_t permissions = 0777;

[[noreturn]] void fail(const std::string& path, int error) {
    throw Failure(protocol::ErrorCode::io,
                  path + " cannot be written: " + std::string(std::strerror(error)));
}

std::optional<struct stat> look_at(const std::string& path) {
    struct stat found {};
    if (::stat(path.c_str(), &found) == 0) return found;
    return std::nullopt;
}

// Where the file itself lies or will lie, behind all links.
fs::path behind_links(const std::string& path) {
    std::error_code error;
    const fs::path from_root = fs::absolute(path);
    const fs::path real = fs::weakly_canonical(from_root, error);
    return error ? from_root : real;
}

// 0, or why not.
int write_all(int fd, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(fd, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return errno;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return 0;
}

// /dev/stdout, say, with a file behind it: who opened that wants what is written to go on from
// there.
bool is_stdout(const struct stat& file) {
    struct stat found {};
    return ::fstat(STDOUT_FILENO, &found) == 0 && found.st_dev == file.st_dev &&
           found.st_ino == file.st_ino;
}

bool is_written_in_place(const struct stat& file) {
    return !S_ISREG(file.st_mode) || is_stdout(file);
}

void write_in_place(const std::string& path, const struct stat& old, std::string_view text) {
    if (is_stdout(old)) {
        if (const int error = write_all(STDOUT_FILENO, text)) fail(path, error);
        return;
    }

    const Fd file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
    if (!file.open()) fail(path, errno);
    if (const int error = write_all(file.get(), text)) fail(path, error);
}

// One that is there was left by a program that died with our process id.
Fd create(const std::string& part) {
    constexpr int flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC;
    Fd file(::open(part.c_str(), flags, 0666));
    if (file.open() || errno != EEXIST) return file;
    ::unlink(part.c_str());
    return Fd(::open(part.c_str(), flags, 0666));
}

int write_part(const std::string& part, std::string_view text,
               const std::optional<struct stat>& old) {
    const Fd file = create(part);
    if (!file.open()) return errno;
    if (const int error = write_all(file.get(), text)) return error;
    if (old && ::fchmod(file.get(), old->st_mode & permissions) != 0) return errno;
    return ::fsync(file.get()) == 0 ? 0 : errno;
}

// The new name lasts once its folder is on the disk.
int sync_folder(const fs::path& folder) {
    const Fd opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return opened.open() && ::fsync(opened.get()) == 0 ? 0 : errno;
}

}  // namespace

void replace_file(const std::string& path, std::string_view text) {
    const auto old = look_at(path);
    if (old && S_ISDIR(old->st_mode)) fail(path, EISDIR);
    if (old && is_written_in_place(*old)) return write_in_place(path, *old, text);
    const fs::path target = behind_links(path);
    const std::string part = target.string() + ".part-" + std::to_string(::getpid());
    int error = write_part(part, text, old);
    if (error == 0 && std::rename(part.c_str(), target.c_str()) != 0) error = errno;
    if (error != 0) {
        ::unlink(part.c_str());
        fail(path, error);
    }
    if (const int unsynced = sync_folder(target.parent_path())) fail(path, unsynced);
}

void expect_replaceable(const std::string& path) {
    const auto old = look_at(path);
    if (old && S_ISDIR(old->st_mode)) fail(path, EISDIR);
    if (old && is_written_in_place(*old)) return;
    const fs::path folder = behind_links(path).parent_path();
    const auto found = look_at(folder);
    if (!found) fail(path, errno);
    if (!S_ISDIR(found->st_mode)) fail(path, ENOTDIR);
    if (::access(folder.c_str(), W_OK | X_OK) != 0) fail(path, errno);
}

}  // namespace calls::cli
