#include "cli/output.h"

#include <cerrno>
#include <cstring>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/failure.h"

namespace calls::cli {

namespace {

constexpr std::size_t pending_bytes_max = 64UL << 10U;

}  // namespace

void Output::write(std::string_view text) {
    pending_ += text;
    if (pending_.size() >= pending_bytes_max) flush();
}

void Output::flush() {
    std::string_view left = pending_;
    while (!left.empty()) {
        const ssize_t written = ::write(fd_, left.data(), left.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) {
            const int error = errno;
            pending_.clear();
            if (error == EPIPE) throw Quit{closed_pipe_status};
            throw Failure(protocol::ErrorCode::io,
                          std::string("cannot write the output: ") + std::strerror(error));
        }
        left.remove_prefix(static_cast<std::size_t>(written));
    }
    pending_.clear();
}

bool Output::is_terminal() const {
    return ::isatty(fd_) == 1;
}

std::size_t Output::width(std::size_t otherwise) const {
    winsize size{};
    if (::ioctl(fd_, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return otherwise;
    return size.ws_col;
}

}  // namespace calls::cli
