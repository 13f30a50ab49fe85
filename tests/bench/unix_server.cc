#include "tests/bench/unix_server.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <map>
#include <stdexcept>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <system_error>
#include <unistd.h>

#include "tests/support/file_descriptor.h"

namespace bench {
namespace {

[[noreturn]] void fail(const char* what) {
    throw std::system_error(errno, std::generic_category(), what);
}

void watch(int poll, int descriptor) {
    epoll_event wish{.events = EPOLLIN, .data = {.fd = descriptor}};
    if (epoll_ctl(poll, EPOLL_CTL_ADD, descriptor, &wish) != 0) fail("epoll_ctl");
}

tests::FileDescriptor listen_on(const std::string& path) {
    tests::FileDescriptor socket{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path) throw std::runtime_error("too long: " + path);
    std::memcpy(address.sun_path, path.data(), path.size());
    if (bind(socket.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
        listen(socket.get(), SOMAXCONN) != 0)
        fail(path.c_str());
    return socket;
}

}  // namespace

void serve(const std::string& socket_path,
           const std::function<void(std::string_view line, std::string& out)>& handle) {
    struct Peer {
        tests::FileDescriptor socket;
        std::string in{};
    };
    const tests::FileDescriptor listener = listen_on(socket_path);
    const tests::FileDescriptor poll{epoll_create1(EPOLL_CLOEXEC)};
    watch(poll.get(), listener.get());
    std::map<int, Peer> peers;
    std::array<epoll_event, 256> ready;
    static std::array<char, 1 << 18> buffer;
    std::string out;
    while (true) {
        const int count = epoll_wait(poll.get(), ready.data(), static_cast<int>(ready.size()), -1);
        for (int n = 0; n < count; ++n) {
            const int descriptor = ready[static_cast<std::size_t>(n)].data.fd;
            if (descriptor == listener.get()) {
                tests::FileDescriptor socket{
                    accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC)};
                watch(poll.get(), socket.get());
                const int number = socket.get();
                peers[number].socket = std::move(socket);
                continue;
            }
            Peer& peer = peers[descriptor];
            const ssize_t got = recv(descriptor, buffer.data(), buffer.size(), 0);
            if (got <= 0) {
                peers.erase(descriptor);
                continue;
            }
            std::string_view bytes{buffer.data(), static_cast<std::size_t>(got)};
            if (!peer.in.empty()) bytes = peer.in.append(bytes);
            out.clear();
            for (std::size_t end = bytes.find('\n'); end != bytes.npos; end = bytes.find('\n')) {
                handle(bytes.substr(0, end), out);
                bytes.remove_prefix(end + 1);
            }
            peer.in = std::string(bytes);
            for (std::string_view rest = out; !rest.empty();) {
                const ssize_t sent = send(descriptor, rest.data(), rest.size(), MSG_NOSIGNAL);
                if (sent < 0) break;
                rest.remove_prefix(static_cast<std::size_t>(sent));
            }
        }
    }
}

}  // namespace bench
