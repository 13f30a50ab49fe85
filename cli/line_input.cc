#include "cli/line_input.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include "cli/failure.h"

namespace calls::cli {

namespace {

Failure read_failure(const std::string& what) {
    return {protocol::ErrorCode::io, "cannot read " + what + ": " + std::strerror(errno)};
}

}  // namespace

LineInput::LineInput(const std::string& path) {
    if (path == "-") return;
    file_ = Fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file_.open()) throw read_failure(path);
    fd_ = file_.get();
}

bool LineInput::has_line() const {
    if (at_end_) return taken_ < pending_.size();
    return pending_.find('\n', taken_) != std::string::npos;
}

void LineInput::read_some() {
    pending_.erase(0, taken_);
    taken_ = 0;
    std::array<char, 64 * 1024> chunk;  // NOLINT: filled by read
    const ssize_t got = ::read(fd_, chunk.data(), chunk.size());
    if (got < 0 && errno != EINTR && errno != EAGAIN) throw read_failure("the input");
    if (got > 0) pending_.append(chunk.data(), static_cast<std::size_t>(got));
    if (got == 0) at_end_ = true;
}

void LineInput::read_what_is_there() {
    pollfd watched{fd_, POLLIN, 0};
    while (!at_end_ && !has_line() && ::poll(&watched, 1, 0) > 0) read_some();
}

std::optional<std::string> LineInput::take_line() {
    if (!has_line()) return std::nullopt;
    const std::size_t end = std::min(pending_.find('\n', taken_), pending_.size());
    std::string line = pending_.substr(taken_, end - taken_);
    taken_ = std::min(end + 1, pending_.size());
    return line;
}

}  // namespace calls::cli
