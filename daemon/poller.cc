#include "daemon/poller.h"

#include <array>
#include <cerrno>
#include <sys/epoll.h>
#include <system_error>
#include <utility>

namespace calls::daemon {
namespace {

constexpr int told_at_once_max = 512;

int make_epoll() {
    const int descriptor = epoll_create1(EPOLL_CLOEXEC);
    if (descriptor < 0) throw std::system_error{errno, std::generic_category(), "epoll_create1"};
    return descriptor;
}

void control(int epoll, int operation, int socket, std::uint64_t key, std::uint32_t events) {
    epoll_event wish{.events = events, .data = {.u64 = key}};
    if (epoll_ctl(epoll, operation, socket, &wish) != 0)
        throw std::system_error{errno, std::generic_category(), "epoll_ctl"};
}

}  // namespace

Poller::Poller(boost::asio::io_context& io, Tell tell)
    : epoll_(io, make_epoll()), tell_(std::move(tell)) {}

void Poller::add(int socket, std::uint64_t key, std::uint32_t events) {
    control(epoll_.native_handle(), EPOLL_CTL_ADD, socket, key, events);
}

void Poller::change(int socket, std::uint64_t key, std::uint32_t events) {
    control(epoll_.native_handle(), EPOLL_CTL_MOD, socket, key, events);
}

void Poller::remove(int socket) {
    control(epoll_.native_handle(), EPOLL_CTL_DEL, socket, 0, 0);
}

void Poller::wait() {
    epoll_.async_wait(boost::asio::posix::stream_descriptor::wait_read,
                      [this](const boost::system::error_code& error) {
                          if (error) return;
                          tell_all();
                          wait();
                      });
}

void Poller::tell_all() {
    std::array<epoll_event, told_at_once_max> found;  // NOLINT: need not be initialised
    const int count = epoll_wait(epoll_.native_handle(), found.data(), told_at_once_max, 0);
    if (count <= 0) return;
    ready_.clear();
    for (const epoll_event& one : std::span{found}.first(static_cast<std::size_t>(count)))
        ready_.push_back({.key = one.data.u64, .events = one.events});
    tell_(ready_);
}

}  // namespace calls::daemon
