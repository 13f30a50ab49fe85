#include "tests/support/connection.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <poll.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <thread>
#include <unistd.h>

namespace tests {

namespace {

struct Attempt {
    FileDescriptor socket;
    int error = 0;
};

Attempt try_connect(const std::filesystem::path& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string name = path.string();
    if (name.size() >= sizeof address.sun_path) throw NoConnection("path too long: " + name);
    std::memcpy(address.sun_path, name.data(), name.size());
    Attempt attempt;
    attempt.socket = FileDescriptor(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const int done = ::connect(attempt.socket.get(), reinterpret_cast<const sockaddr*>(&address),
                               sizeof address);
    if (done != 0) attempt.error = errno;
    return attempt;
}

// The kernel keeps identities by thread, and notes the peer's when it connects: so a thread puts
// on the other identity, connects, and takes it to its grave. The library's calls would change
// every thread, hence the bare ones.
Attempt connect_as(const std::filesystem::path& path, const Identity& who) {
    Attempt attempt;
    std::thread([&] {
        if (::syscall(SYS_setgroups, who.groups.size(), who.groups.data()) != 0 ||
            ::syscall(SYS_setresgid, who.group, who.group, who.group) != 0 ||
            ::syscall(SYS_setresuid, who.user, who.user, who.user) != 0) {
            attempt.error = errno;
            return;
        }
        attempt = try_connect(path);
    }).join();
    return attempt;
}

}  // namespace

Connection::Connection(const std::filesystem::path& socket, const std::optional<Identity>& as) {
    Attempt attempt = as ? connect_as(socket, *as) : try_connect(socket);
    if (attempt.error != 0) {
        throw NoConnection(socket.string() + ": " + std::strerror(attempt.error));
    }
    socket_ = std::move(attempt.socket);
}

void Connection::send(std::string_view bytes, const Deadline& deadline) {
    while (!bytes.empty()) {
        const ssize_t sent =
            ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent > 0) {
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        } else if (errno == EAGAIN) {
            deadline.check("room to send");
            pollfd fd{socket_.get(), POLLOUT, 0};
            ::poll(&fd, 1, deadline.left_ms());
        } else if (errno != EINTR) {
            throw NoConnection(std::string("send: ") + std::strerror(errno));
        }
    }
}

void Connection::end_input() {
    ::shutdown(socket_.get(), SHUT_WR);
}

std::optional<std::string> Connection::read_line(const Deadline& deadline) {
    std::size_t seen = used_;
    while (true) {
        if (const auto end = received_.find('\n', seen); end != std::string::npos) {
            std::string line = received_.substr(used_, end - used_);
            used_ = end + 1;
            return line;
        }
        received_.erase(0, used_);
        used_ = 0;
        seen = received_.size();
        while (!readable(deadline.left_ms())) deadline.check("a line from calld");
        std::array<char, 65536> chunk{};
        const ssize_t got = ::recv(socket_.get(), chunk.data(), chunk.size(), 0);
        if (got <= 0) return std::nullopt;
        received_.append(chunk.data(), static_cast<std::size_t>(got));
    }
}

bool Connection::readable(int timeout_ms) {
    if (received_.find('\n', used_) != std::string::npos) return true;
    pollfd fd{socket_.get(), POLLIN, 0};
    return ::poll(&fd, 1, timeout_ms) > 0;
}

std::string Connection::make_request(std::string_view method, const json::value& params) {
    return json::serialize(json::object{
        {"jsonrpc", "2.0"}, {"id", ++last_id_}, {"method", method}, {"params", params}});
}

json::object Connection::request(std::string_view method, const json::value& params) {
    send_line(make_request(method, params));
    const auto line = read_line();
    if (!line) throw NoConnection("calld closed instead of answering " + std::string(method));
    json::object reply = json::parse(*line).as_object();
    if (reply["id"] != json::value(last_id_)) throw NoConnection("not the reply to this: " + *line);
    return reply;
}

json::value Connection::call(std::string_view method, const json::value& params) {
    json::object reply = request(method, params);
    if (!reply.contains("result")) {
        throw std::runtime_error(std::string(method) + " " + json::serialize(params) +
                                 " was refused: " + json::serialize(reply));
    }
    return reply["result"];
}

std::int64_t Connection::code(std::string_view method, const json::value& params) {
    const json::object reply = request(method, params);
    const auto* error = reply.if_contains("error");
    return error == nullptr ? 0 : error->at("code").to_number<std::int64_t>();
}

}  // namespace tests
