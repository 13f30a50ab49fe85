#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

namespace calls::daemon {

// Says which of many sockets are ready, as long as they are (epoll, level-triggered), from within
// an io_context. Asio would have a system call for each wait on each socket; here a wish stands
// until it is changed, and one turn of the loop hears of all that is ready.
class Poller {
  public:
    struct Ready {
        std::uint64_t key = 0;     // that the socket was added under
        std::uint32_t events = 0;  // EPOLLIN, EPOLLOUT, EPOLLHUP…
    };
    // All that are ready at once, each in there once. A socket that was removed meanwhile may still
    // be told of: keys are never used twice.
    using Tell = std::function<void(std::span<const Ready>)>;

    // Throws std::system_error.
    Poller(boost::asio::io_context& io, Tell tell);

    void begin() { wait(); }

    // `events`: what is waited for; hang-ups and errors always are. Throws std::system_error.
    void add(int socket, std::uint64_t key, std::uint32_t events);
    void change(int socket, std::uint64_t key, std::uint32_t events);
    void remove(int socket);  // before it is closed

  private:
    void wait();
    void tell_all();

    boost::asio::posix::stream_descriptor epoll_;
    Tell tell_;
    std::vector<Ready> ready_;  // scratch of tell_all()
};

}  // namespace calls::daemon
