#include "cli/screen.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/failure.h"

namespace calls::cli {

namespace {

// The other screen; no cursor; no line goes on in the next.
constexpr std::string_view take_over = "\x1b[?1049h\x1b[?25l\x1b[?7l";
constexpr std::string_view give_back = "\x1b[?2026l\x1b[0m\x1b[?7h\x1b[?25h\x1b[?1049l";
constexpr std::string_view clear_all = "\x1b[0m\x1b[2J";

constexpr int give_back_ms = 500;  // for a terminal that takes nothing

[[noreturn]] void fail(const char* what) {
    throw Failure(protocol::ErrorCode::io, std::string(what) + ": " + std::strerror(errno));
}

// The same terminal, opened anew: not to wait for it is then a matter of ours alone, and not of
// the shell that shares the other. Where that may not be (after su), it is the one we have.
Fd reopened(int fd) {
    const std::string path = "/proc/self/fd/" + std::to_string(fd);
    Fd own(::open(path.c_str(), O_RDWR | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
    if (own.open()) return own;
    return Fd(::fcntl(fd, F_DUPFD_CLOEXEC, 0));
}

bool waits(int error) {
    return error == EAGAIN || error == EINTR;
}

}  // namespace

Screen::Screen(int fd, bool colors) : terminal_(reopened(fd)), colors_(colors) {
    if (!terminal_.open()) fail("cannot open the terminal");
}

void Screen::enter() {
    if (!entered_ && ::tcgetattr(terminal_.get(), &modes_before_) != 0) {
        fail("cannot read the terminal's modes");
    }
    // Keys one by one and unseen; those that send signals still do.
    termios modes = modes_before_;
    modes.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
    modes.c_cc[VMIN] = 1;
    modes.c_cc[VTIME] = 0;
    entered_ = true;
    ::tcsetattr(terminal_.get(), TCSANOW, &modes);
    forget();
    before_frame_.insert(0, take_over);
}

void Screen::leave() noexcept {
    if (!entered_) return;
    entered_ = false;
    unsent_.clear();
    ::tcflow(terminal_.get(), TCOON);  // after Ctrl-S, nothing would get out
    std::string_view left = give_back;
    while (!left.empty()) {
        const ssize_t written = ::write(terminal_.get(), left.data(), left.size());
        if (written > 0) left.remove_prefix(static_cast<std::size_t>(written));
        if (written < 0 && !waits(errno)) break;
        pollfd watched{terminal_.get(), POLLOUT, 0};
        if (!left.empty() && ::poll(&watched, 1, give_back_ms) == 0) break;
    }
    ::tcsetattr(terminal_.get(), TCSANOW, &modes_before_);
}

Screen::Size Screen::size() const {
    winsize size{};
    if (::ioctl(terminal_.get(), TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) {
        return {80, 24};
    }
    return {size.ws_col, size.ws_row};
}

bool Screen::in_foreground() const {
    const pid_t group = ::tcgetpgrp(terminal_.get());
    return group < 0 || group == ::getpgrp();
}

void Screen::show(const std::vector<TextLine>& lines) {
    std::vector<PaintedLine> painted;
    painted.reserve(lines.size());
    for (const TextLine& line : lines) painted.push_back({line.text(colors_), line.columns()});
    unsent_ = paint(shown_, painted, size().columns, before_frame_);
    before_frame_.clear();
    shown_ = std::move(painted);
    send_some();
}

void Screen::forget() {
    shown_.clear();
    if (before_frame_.empty()) before_frame_ = clear_all;  // else it takes over first
}

short Screen::wanted() const {
    return static_cast<short>(unsent_.empty() ? POLLIN : POLLIN | POLLOUT);
}

std::string Screen::handle(short found) {
    if ((found & POLLOUT) != 0) send_some();
    if ((found & (POLLIN | POLLHUP | POLLERR)) == 0) return "";
    std::array<char, 256> bytes{};
    const ssize_t got = ::read(terminal_.get(), bytes.data(), bytes.size());
    if (got > 0) return {bytes.data(), static_cast<std::size_t>(got)};
    if (got < 0 && waits(errno)) return "";
    throw Quit{128 + SIGHUP};
}

void Screen::send_some() {
    while (!unsent_.empty()) {
        const ssize_t written = ::write(terminal_.get(), unsent_.data(), unsent_.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0 && errno == EAGAIN) return;
        if (written < 0) throw Quit{128 + SIGHUP};
        unsent_.erase(0, static_cast<std::size_t>(written));
    }
}

}  // namespace calls::cli
