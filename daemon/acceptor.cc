#include "daemon/acceptor.h"

#include <utility>

#include "daemon/limits.h"
#include "daemon/log.h"

namespace calls::daemon {

using Error = boost::system::error_code;

Acceptor::Acceptor(boost::asio::io_context& io, int listening, std::function<void(Socket)> take)
    : acceptor_(io, boost::asio::local::stream_protocol{}, listening),
      pause_(io),
      take_(std::move(take)) {}

void Acceptor::end() {
    Error ignored;
    acceptor_.close(ignored);
    pause_.cancel();
}

void Acceptor::accept() {
    acceptor_.async_accept([this](const Error& error, Socket socket) {
        if (!acceptor_.is_open()) return;
        if (error) {
            pause(error);
            return;
        }
        take_(std::move(socket));
        accept();
    });
}

void Acceptor::pause(const Error& why) {
    log_warning("cannot take a connection, trying again shortly: " + why.message());
    pause_.expires_after(accept_pause);
    pause_.async_wait([this](const Error& error) {
        if (!error) accept();
    });
}

}  // namespace calls::daemon
