#include "tests/support/terminal.h"

#include <array>
#include <cerrno>
#include <poll.h>
#include <pty.h>
#include <stdexcept>
#include <sys/ioctl.h>
#include <unistd.h>
#include <utility>

namespace tests {

namespace {

winsize size_of(unsigned short columns, unsigned short rows) {
    winsize size{};
    size.ws_col = columns;
    size.ws_row = rows;
    return size;
}

}  // namespace

Terminal::Terminal(Spawn spawn, unsigned short columns, unsigned short rows) {
    const winsize size = size_of(columns, rows);
    int master = -1;
    int slave = -1;
    if (::openpty(&master, &slave, nullptr, nullptr, &size) != 0) {
        throw std::runtime_error("openpty failed");
    }
    ours_ = FileDescriptor(master);
    const FileDescriptor theirs(slave);
    spawn.own_session = true;
    spawn.in_child = [master, slave] {
        ::ioctl(slave, TIOCSCTTY, 0);
        for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) ::dup2(slave, fd);
        ::close(slave);
        ::close(master);
    };
    process_ = std::make_unique<Process>(spawn);
}

void Terminal::type(std::string_view keys) {
    while (!keys.empty()) {
        const ssize_t written = ::write(ours_.get(), keys.data(), keys.size());
        if (written < 0) throw std::runtime_error("nobody takes what is typed");
        keys.remove_prefix(static_cast<std::size_t>(written));
    }
}

void Terminal::resize(unsigned short columns, unsigned short rows) {
    const winsize size = size_of(columns, rows);
    if (::ioctl(ours_.get(), TIOCSWINSZ, &size) != 0) throw std::runtime_error("no resize");
}

std::string Terminal::read_until(const std::string& text) {
    const Deadline deadline;
    while (true) {
        if (const auto found = output_.find(text); found != std::string::npos) {
            std::string seen = output_.substr(0, found + text.size());
            output_.erase(0, seen.size());
            return seen;
        }
        if (!read_some(deadline.left_ms()) || deadline.passed()) {
            throw TooLate("the terminal did not show '" + text + "', but:\n" + output_);
        }
    }
}

int Terminal::wait(const Deadline& deadline) {
    while (process_->running()) {
        deadline.check("the program on the terminal to end; it wrote:\n" + output_);
        read_some(10);
    }
    while (read_some(0)) {
    }
    return process_->wait().status;
}

std::string Terminal::rest() {
    return std::exchange(output_, {});
}

bool Terminal::as_usual() const {
    termios modes{};
    ::tcgetattr(ours_.get(), &modes);
    return (modes.c_lflag & ICANON) != 0 && (modes.c_lflag & ECHO) != 0;
}

// False: nothing came in time, or the last of its users has closed it.
bool Terminal::read_some(int timeout_ms) {
    pollfd watched{ours_.get(), POLLIN, 0};
    if (::poll(&watched, 1, timeout_ms) <= 0) return false;
    std::array<char, 4096> chunk{};
    const ssize_t got = ::read(ours_.get(), chunk.data(), chunk.size());
    if (got > 0) output_.append(chunk.data(), static_cast<std::size_t>(got));
    return got > 0;
}

}  // namespace tests
