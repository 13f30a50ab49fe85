#pragma once

#include <stdexcept>
#include <string>

#include "daemon/file_descriptor.h"
#include "daemon/options.h"

namespace calls::daemon {

// Another calld has the socket; the message says who.
struct SocketHeld : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// The Unix socket that calld listens on, its own or systemd's. Its own goes when this does.
class ListeningSocket {
  public:
    // Replaces a socket file that nobody listens on, and no other file. Throws SocketHeld,
    // std::runtime_error.
    explicit ListeningSocket(const Options& options);
    ListeningSocket(const ListeningSocket&) = delete;
    ListeningSocket& operator=(const ListeningSocket&) = delete;
    ~ListeningSocket();

    [[nodiscard]] int release_descriptor() { return socket_.release(); }

  private:
    void take_lock();
    void remove_stale();
    void bind_and_listen(const Options& options);

    std::string path_;
    FileDescriptor lock_;  // held while calld lives
    FileDescriptor socket_;
    bool bound_ = false;
};

}  // namespace calls::daemon
