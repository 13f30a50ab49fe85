#include "cli/connect.h"

#include <cerrno>
#include <chrono>
#include <cstring>
#include <string>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include "cli/failure.h"
#include "cli/who_may.h"

namespace calls::cli {

using protocol::ErrorCode;

namespace {

constexpr std::chrono::milliseconds full_queue_pause{5};

std::string how_to_start(const SocketChoice& socket) {
    if (!socket.named) return "start it with: calld, or name its socket with --socket";
    return "start it with: calld --socket " + socket.path;
}

Failure no_socket_named(const SocketChoice& socket) {
    std::string places;
    for (const std::string& place : socket.looked_at) {
        places += (places.empty() ? "" : ", ") + place;
    }
    return Failure(ErrorCode::unreachable, "there is no socket of calld at " + places)
        .advise(how_to_start(socket));
}

sockaddr_un address_of(const SocketChoice& socket) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (socket.path.size() >= sizeof address.sun_path) {
        throw bad_usage("the socket's path is too long (" + std::to_string(socket.path.size()) +
                        " bytes, at most " + std::to_string(sizeof address.sun_path - 1) + ")");
    }
    std::memcpy(address.sun_path, socket.path.c_str(), socket.path.size() + 1);
    return address;
}

bool is_socket(const std::string& path) {
    struct stat found {};
    return ::stat(path.c_str(), &found) == 0 && S_ISSOCK(found.st_mode);
}

Failure why_not(const SocketChoice& socket, int error) {
    const std::string& path = socket.path;
    switch (error) {
        case ENOENT:
        case ENOTDIR:
            return Failure(ErrorCode::unreachable, "there is no socket at " + path)
                .advise(how_to_start(socket));
        case ECONNREFUSED:
            if (!is_socket(path)) {
                return {ErrorCode::unreachable, path + " is no socket"};
            }
            return Failure(ErrorCode::unreachable, "nobody listens on " + path)
                .advise("calld is not running; " + how_to_start(socket));
        case EACCES:
        case EPERM:
            return Failure(ErrorCode::forbidden, "permission denied on " + path)
                .advise(who_may_connect(path));
        case EAGAIN:
            return Failure(ErrorCode::unreachable,
                           "the queue of connections on " + path + " stayed full")
                .advise("calld is overloaded or stuck; try again, or with a longer --timeout");
        default:
            return {ErrorCode::unreachable,
                    "cannot connect to " + path + ": " + std::strerror(error)};
    }
}

}  // namespace

Fd connect_to_calld(const SocketChoice& socket, const Deadline& deadline) {
    if (socket.path.empty()) throw no_socket_named(socket);
    const sockaddr_un address = address_of(socket);
    Fd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!fd.open()) throw why_not(socket, errno);
    while (::connect(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        const int error = errno;
        if (error == EINTR) continue;
        if (error != EAGAIN || deadline.passed()) throw why_not(socket, error);
        deadline.sleep(full_queue_pause);
    }
    return fd;
}

}  // namespace calls::cli
