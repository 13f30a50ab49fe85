#include "tests/fire/raw_socket.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/un.h>

namespace tests {

namespace {

constexpr int patience_ms = 10'000;

}  // namespace

FileDescriptor raw_connect(const std::filesystem::path& path) {
    FileDescriptor made(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
    if (::connect(made.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        throw std::runtime_error("connect: " + std::string(std::strerror(errno)));
    return made;
}

std::size_t pour(const FileDescriptor& socket, std::string_view bytes, std::size_t most,
                 std::chrono::milliseconds quiet) {
    std::size_t taken = 0;
    while (taken < most) {
        const std::string_view rest = bytes.substr(taken % bytes.size());
        const ssize_t sent = ::send(socket.get(), rest.data(), rest.size(), MSG_NOSIGNAL);
        if (sent > 0) {
            taken += static_cast<std::size_t>(sent);
            continue;
        }
        if (errno != EAGAIN) break;
        pollfd fd{socket.get(), POLLOUT, 0};
        if (::poll(&fd, 1, static_cast<int>(quiet.count())) == 0) break;
    }
    return taken;
}

bool send_descriptor(const FileDescriptor& socket, char byte, int passed) {
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
    iovec data{&byte, 1};
    msghdr message{};
    message.msg_iov = &data;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    cmsghdr* header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int));
    std::memcpy(CMSG_DATA(header), &passed, sizeof passed);
    pollfd room{socket.get(), POLLOUT, 0};
    while (::sendmsg(socket.get(), &message, MSG_NOSIGNAL) != 1) {
        if (errno != EAGAIN || ::poll(&room, 1, patience_ms) != 1) return false;
    }
    return true;
}

}  // namespace tests
