#include "tests/support/listener.h"

#include <cerrno>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <system_error>
#include <utility>

#include "tests/support/programs.h"

namespace tests {

Listener::Listener(int backlog) : socket_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path().c_str(), sizeof address.sun_path - 1);
    if (::bind(socket_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::listen(socket_.get(), backlog) != 0)
        throw std::system_error(errno, std::generic_category(), path().string());
}

Finished Listener::callctl(std::vector<std::string> words) const {
    words.insert(words.begin(), {callctl_program().string(), "--socket", path().string()});
    return run({.argv = std::move(words), .env = clean_environment(folder_.path())});
}

}  // namespace tests
