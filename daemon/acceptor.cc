#include "daemon/acceptor.h"

#include <utility>

#include "daemon/limits.h"
#include "daemon/log.h"

namespace calls::daemon {

using Error = boost::system::error_code;

Acceptor::Acceptor(boost::asio::io_context& io, int listening,
                   std::function<void(FileDescriptor)> take)
    : acceptor_(io, boost::asio::local::stream_protocol{}, listening),
      pause_(io),
      take_(std::move(take)) {}

void Acceptor::end() {
    Error ignored;
    acceptor_.close(ignored);
    pause_.cancel();
}

void Acceptor::accept() {
    using Socket = boost::asio::local::stream_protocol::socket;
    acceptor_.async_accept([this](const Error& error, Socket socket) {
        if (!acceptor_.is_open()) return;
        if (error) {
            pause(error);
            return;
        }
        if (std::exchange(short_of_room_, false)) log_info("connections are taken again");
        Error ignored;  // one that cannot be told so has its end to be read
        socket.non_blocking(true, ignored);
        take_(FileDescriptor{socket.release()});
        accept();
    });
}

void Acceptor::pause(const Error& why) {
    if (!std::exchange(short_of_room_, true))
        log_warning("cannot take a connection, trying again until one is: " + why.message());
    pause_.expires_after(accept_pause);
    pause_.async_wait([this](const Error& error) {
        if (!error) accept();
    });
}

}  // namespace calls::daemon
