#pragma once

#include <functional>

#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/steady_timer.hpp>

#include "daemon/file_descriptor.h"

namespace calls::daemon {

// Takes connections from a listening socket, one after another, and gives them away. When the
// process has no descriptor left it pauses instead of trying again at once.
class Acceptor {
  public:
    // What is given away does not block. Takes the listening descriptor over.
    Acceptor(boost::asio::io_context& io, int listening, std::function<void(FileDescriptor)> take);

    void begin() { accept(); }
    void end();

  private:
    void accept();
    void pause(const boost::system::error_code& why);

    boost::asio::local::stream_protocol::acceptor acceptor_;
    boost::asio::steady_timer pause_;
    std::function<void(FileDescriptor)> take_;
    bool short_of_room_ = false;  // said once, until one was taken again
};

}  // namespace calls::daemon
