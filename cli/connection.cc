#include "cli/connection.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <poll.h>
#include <sys/socket.h>

#include "cli/failure.h"

namespace calls::cli {

namespace {

constexpr std::size_t compact_bytes = 256UL << 10U;  // sent ones are kept until there are so many

}  // namespace

std::optional<std::string_view> Connection::take_line() {
    const std::size_t end = in_.find('\n', std::max(in_scanned_, in_taken_));
    if (end == std::string::npos) {
        in_scanned_ = in_.size();
        return std::nullopt;
    }
    const std::string_view line(in_.data() + in_taken_, end - in_taken_);
    in_taken_ = end + 1;
    return line;
}

bool Connection::exchange(const Deadline& deadline) {
    // Of a pipe that nobody reads any more poll tells without being asked.
    std::array<pollfd, 2> watched{{{socket_.get(), wanted(), 0}, {reader_, 0, 0}}};
    const int ready = ::poll(watched.data(), watched.size(), deadline.poll_ms());
    if (ready < 0 && errno != EINTR) {
        why_lost_ = std::strerror(errno);
        return true;
    }
    if (ready > 0 && (watched[1].revents & POLLERR) != 0) throw Quit{closed_pipe_status};
    if (ready > 0 && watched[0].revents != 0) handle(watched[0].revents);
    return ready > 0 || !deadline.passed();
}

short Connection::wanted() const {
    return static_cast<short>(unsent_bytes() > 0 && send_error_ == 0 ? POLLIN | POLLOUT : POLLIN);
}

void Connection::handle(short found) {
    // What the peer said before it closed is read even where nothing can be sent any more.
    if ((found & POLLOUT) != 0) send_some();
    if ((found & (POLLIN | POLLHUP | POLLERR)) != 0 || send_error_ != 0) receive_some();
}

void Connection::finish_sending() {
    finishing_ = true;
    if (unsent_bytes() == 0) ::shutdown(socket_.get(), SHUT_WR);
}

void Connection::send_some() {
    if (unsent_bytes() == 0) return;
    const ssize_t sent =
        ::send(socket_.get(), out_.data() + out_sent_, unsent_bytes(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0) {
        // Dead for sending; what the peer said last may still wait to be read.
        if (errno != EAGAIN && errno != EINTR) send_error_ = errno;
        return;
    }
    out_sent_ += static_cast<std::size_t>(sent);
    sent_total_ += static_cast<std::size_t>(sent);
    if (out_sent_ >= compact_bytes || unsent_bytes() == 0) {
        out_.erase(0, out_sent_);
        out_sent_ = 0;
    }
    if (finishing_ && unsent_bytes() == 0) ::shutdown(socket_.get(), SHUT_WR);
}

void Connection::receive_some() {
    in_.erase(0, in_taken_);
    in_scanned_ -= std::min(in_scanned_, in_taken_);
    in_taken_ = 0;
    std::array<char, 64 * 1024> chunk;  // NOLINT: filled by recv
    const ssize_t got = ::recv(socket_.get(), chunk.data(), chunk.size(), MSG_DONTWAIT);
    if (got > 0) {
        in_.append(chunk.data(), static_cast<std::size_t>(got));
    } else if (got == 0) {
        why_lost_ = "calld closed the connection";
    } else if (errno != EAGAIN && errno != EINTR) {
        why_lost_ = std::strerror(errno);
    } else if (send_error_ != 0) {
        why_lost_ = std::strerror(send_error_);
    }
}

}  // namespace calls::cli
