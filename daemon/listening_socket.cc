#include "daemon/listening_socket.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <system_error>
#include <unistd.h>

#include "core/base/whole_text.h"
#include "daemon/group.h"
#include "daemon/log.h"

namespace calls::daemon {
namespace {

constexpr int backlog = 4096;
constexpr int first_passed_descriptor = 3;  // the systemd protocol
constexpr unsigned own_mode = 0600;
constexpr unsigned group_mode = 0660;

[[noreturn]] void fail(const std::string& what, int error) {
    throw std::system_error(error, std::generic_category(), what);
}

bool is_listening_unix_socket(int fd) {
    int domain = 0;
    int listening = 0;
    socklen_t size = sizeof domain;
    if (getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &domain, &size) != 0 || domain != AF_UNIX)
        return false;
    size = sizeof listening;
    return getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listening, &size) == 0 && listening != 0;
}

// The socket that systemd passed, if it passed one to this very process.
FileDescriptor passed_socket() {
    const char* pid = std::getenv("LISTEN_PID");
    const char* count = std::getenv("LISTEN_FDS");
    if (pid == nullptr || count == nullptr || base::parse_whole(pid) != getpid())
        return FileDescriptor{};
    const auto passed = base::parse_whole(count);
    unsetenv("LISTEN_PID");
    unsetenv("LISTEN_FDS");
    if (!passed || *passed < 1) return FileDescriptor{};
    FileDescriptor socket{first_passed_descriptor};
    if (*passed != 1 || !is_listening_unix_socket(socket.get()))
        throw std::runtime_error("systemd passed something else than one listening Unix socket");
    fcntl(socket.get(), F_SETFD, FD_CLOEXEC);
    return socket;
}

sockaddr_un address_of(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path)
        throw std::runtime_error("the socket's path is longer than " +
                                 std::to_string(sizeof address.sun_path - 1) + " bytes: " + path);
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    return address;
}

void make_folder(const std::string& path) {
    const std::filesystem::path folder = std::filesystem::path{path}.parent_path();
    if (folder.empty() || std::filesystem::exists(folder)) return;
    const mode_t before = umask(0077);
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    umask(before);
    if (error) fail("cannot make the socket's folder " + folder.string(), error.value());
}

std::string holder_of(int lock) {
    char text[32] = {};  // NOLINT: a pid and a newline
    const ssize_t got = pread(lock, text, sizeof text - 1, 0);
    const auto pid =
        base::parse_whole(std::string_view{text, got > 0 ? static_cast<std::size_t>(got) - 1 : 0});
    return pid ? " (pid " + std::to_string(*pid) + ")" : "";
}

}  // namespace

ListeningSocket::ListeningSocket(const Options& options) : path_(options.socket_path) {
    socket_ = passed_socket();
    if (socket_.open()) {
        log_info("listening on the socket that systemd passed");
        return;
    }
    make_folder(path_);
    take_lock();
    remove_stale();
    bind_and_listen(options);
}

ListeningSocket::~ListeningSocket() {
    if (bound_) unlink(path_.c_str());
}

void ListeningSocket::take_lock() {
    const std::string path = path_ + ".lock";
    lock_ = FileDescriptor{open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600)};
    if (!lock_.open()) fail("cannot open " + path, errno);
    if (flock(lock_.get(), LOCK_EX | LOCK_NB) != 0)
        throw SocketHeld("another calld" + holder_of(lock_.get()) + " listens on " + path_ +
                         "; stop it, or choose another --socket");
    const std::string pid = std::to_string(getpid()) + "\n";
    if (ftruncate(lock_.get(), 0) != 0 ||
        pwrite(lock_.get(), pid.data(), pid.size(), 0) != static_cast<ssize_t>(pid.size()))
        fail("cannot write " + path, errno);
}

void ListeningSocket::remove_stale() {
    struct stat info {};
    if (lstat(path_.c_str(), &info) != 0) {
        if (errno == ENOENT) return;
        fail("cannot look at " + path_, errno);
    }
    if (!S_ISSOCK(info.st_mode))
        throw std::runtime_error(path_ + " exists and is no socket; calld does not replace it");
    const FileDescriptor probe{socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)};
    const sockaddr_un address = address_of(path_);
    const auto* generic = reinterpret_cast<const sockaddr*>(&address);  // NOLINT: the C interface
    if (connect(probe.get(), generic, sizeof address) == 0 || errno == EAGAIN)
        throw SocketHeld("something listens on " + path_ + " already; choose another --socket");
    if (errno != ECONNREFUSED) fail("cannot tell whether anybody listens on " + path_, errno);
    log_info("replacing a socket that nobody listens on: " + path_);
    if (unlink(path_.c_str()) != 0) fail("cannot remove " + path_, errno);
}

// The umask is set before the bind, so that the socket is never open to more than it should be.
void ListeningSocket::bind_and_listen(const Options& options) {
    socket_ = FileDescriptor{socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)};
    if (!socket_.open()) fail("cannot make a socket", errno);
    const sockaddr_un address = address_of(path_);
    const auto* generic = reinterpret_cast<const sockaddr*>(&address);  // NOLINT: the C interface
    const bool has_group = !options.socket_group.empty();
    // Looked up first: where there is none, no socket is left behind.
    const gid_t group =
        has_group ? group_id(options.socket_group, "socket-group") : static_cast<gid_t>(-1);
    const mode_t before = umask(0177);
    const int bound = bind(socket_.get(), generic, sizeof address);
    const int error = errno;
    umask(before);
    if (bound != 0) fail("cannot bind " + path_, error);
    bound_ = true;
    if (has_group && chown(path_.c_str(), static_cast<uid_t>(-1), group) != 0)
        fail("cannot give " + path_ + " to the group " + options.socket_group, errno);
    if (chmod(path_.c_str(), options.socket_mode.value_or(has_group ? group_mode : own_mode)) != 0)
        fail("cannot set the mode of " + path_, errno);
    if (listen(socket_.get(), backlog) != 0) fail("cannot listen on " + path_, errno);
}

}  // namespace calls::daemon
