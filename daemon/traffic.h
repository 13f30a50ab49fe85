#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/limits.h"
#include "daemon/session.h"
#include "daemon/socket_batch.h"

namespace calls::daemon {

// What many sessions read and send, in as few system calls as can be, through buffers that they all
// share. A session may close meanwhile, but stays where it is.
class Traffic {
  public:
    // Reads from each once, and tells it. None is in there twice.
    void read(std::span<Session* const> sessions);
    // Sends what each has ready, and tells it. None is in there twice: what is on its way may not
    // be sent again. What a session throws comes through, behind what others had ready before it.
    void send(std::span<Session* const> sessions);

    // For one that sends by itself; whoever comes next may overwrite it.
    std::string& scratch() { return write_buffers_.front(); }
    // An error's number; 0: many sockets share a system call.
    [[nodiscard]] int why_no_ring() const { return sockets_.why_no_ring(); }

  private:
    struct Outgoing {
        Session* session;
        std::string_view bytes;
    };

    void read_some(std::span<Session* const> sessions);
    void send_some(std::span<Session* const> sessions);
    void send_gathered();

    SocketBatch sockets_;
    std::vector<char> read_buffer_ = std::vector<char>(read_bytes);
    std::array<std::string, SocketBatch::most> write_buffers_;
    std::vector<Outgoing> gathered_;
};

}  // namespace calls::daemon
