#pragma once

#include <cstdint>
#include <functional>

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

namespace calls::daemon {

// Says which of many sockets are ready, as long as they are (epoll, level-triggered), from within
// an io_context. Asio would have a system call for each wait on each socket; here a wish stands
// until it is changed, and one turn of the loop hears of all that is ready.
class Poller {
  public:
    // For each socket that is ready: the key it was added under, and EPOLLIN, EPOLLOUT, EPOLLHUP…
    // A socket that was removed meanwhile may still be told of once: keys are never used twice.
    using Tell = std::function<void(std::uint64_t key, std::uint32_t events)>;

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
};

}  // namespace calls::daemon
