#include "cli/replace_file.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

#include "cli/failure.h"
#include "cli/fd.h"

namespace calls::cli {

namespace {

// Two at once do not write into each other's file; what a killed one left is written over by the
// next process of that number.
std::string name_beside(const std::string& path) {
    return path + "." + std::to_string(::getpid()) + ".new";
}

bool write_all(int fd, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(fd, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

}  // namespace

void replace_file(const std::string& path, std::string_view text, const std::string& what) {
    const std::string beside = name_beside(path);
    int error = 0;
    {
        const Fd file(::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
        if (!file.open() || !write_all(file.get(), text) || ::fdatasync(file.get()) != 0)
            error = errno;
    }
    if (error == 0 && std::rename(beside.c_str(), path.c_str()) == 0) return;
    if (error == 0) error = errno;
    ::unlink(beside.c_str());
    throw Failure(protocol::ErrorCode::io, what + " cannot be written: " + std::strerror(error));
}

}  // namespace calls::cli
