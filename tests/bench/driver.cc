#include "tests/bench/driver.h"

#include <cerrno>
#include <cstring>
#include <poll.h>
#include <stdexcept>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <system_error>

namespace bench {
namespace {

[[noreturn]] void fail(const char* what) {
    throw std::system_error(errno, std::generic_category(), what);
}

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

Histogram Outcome::all() const {
    Histogram sum;
    for (const Histogram& one : took) sum.add(one);
    return sum;
}

double Outcome::rate() const {
    return static_cast<double>(all().count()) / seconds;
}

Driver::Driver(Wire& wire, const std::string& socket_path, const Shape& shape)
    : wire_(wire),
      shape_(shape),
      connections_(shape.connections),
      poll_(epoll_create1(EPOLL_CLOEXEC)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (socket_path.size() >= sizeof address.sun_path)
        throw std::runtime_error("too long: " + socket_path);
    std::memcpy(address.sun_path, socket_path.data(), socket_path.size());
    for (std::size_t n = 0; n < connections_.size(); ++n) {
        tests::FileDescriptor& socket = connections_[n].socket;
        socket = tests::FileDescriptor{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)};
        if (connect(socket.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
            fail(socket_path.c_str());
        wire_.greet(socket.get());
        epoll_event wish{.events = EPOLLIN, .data = {.u64 = n}};
        if (epoll_ctl(poll_.get(), EPOLL_CTL_ADD, socket.get(), &wish) != 0) fail("epoll_ctl");
    }
}

void Driver::ask(Connection& connection, Caller& caller) {
    const auto request = caller.next();
    if (!request) return;
    wire_.say(connection.out, *request);
    connection.under_way.push_back({&caller, *request, Clock::now()});
    ++under_way_;
}

void Driver::flush(Connection& connection) {
    std::string_view rest = connection.out;
    while (!rest.empty()) {
        const ssize_t sent = send(connection.socket.get(), rest.data(), rest.size(), MSG_NOSIGNAL);
        if (sent < 0) fail("send");
        rest.remove_prefix(static_cast<std::size_t>(sent));
    }
    connection.out.clear();
}

// Everything that has come is looked at, and what follows from it goes out in one piece.
void Driver::receive(Connection& connection) {
    static std::array<char, 1 << 18> buffer;
    const ssize_t got = recv(connection.socket.get(), buffer.data(), buffer.size(), 0);
    if (got < 0) fail("recv");
    if (got == 0) throw std::runtime_error("the server hung up");
    std::string_view bytes{buffer.data(), static_cast<std::size_t>(got)};
    if (!connection.in.empty()) bytes = connection.in.append(bytes);
    std::size_t used = 0;
    Answer answer;
    while (!connection.under_way.empty()) {
        const UnderWay asked = connection.under_way.front();
        const auto size = wire_.read(bytes.substr(used), asked.request, answer);
        if (!size) break;
        used += *size;
        connection.under_way.pop_front();
        --under_way_;
        if (measuring_) {
            const auto took = std::chrono::nanoseconds(Clock::now() - asked.since).count();
            outcome_.took[static_cast<std::size_t>(asked.request.verb)].add(
                static_cast<std::uint64_t>(took));
        }
        if (!answer.refusal.empty())
            throw std::runtime_error(std::string(name_of(asked.request.verb)) +
                                     " was refused: " + answer.refusal);
        asked.caller->take(asked.request, answer);
        if (measuring_) ask(connection, *asked.caller);
    }
    if (connection.in.empty())
        connection.in.assign(bytes.substr(used));
    else
        connection.in.erase(0, used);
    flush(connection);
}

void Driver::receive_some() {
    if (connections_.size() == 1) return receive(connections_.front());
    static std::array<epoll_event, 256> ready;
    const int count = epoll_wait(poll_.get(), ready.data(), static_cast<int>(ready.size()), -1);
    if (count < 0 && errno != EINTR) fail("epoll_wait");
    for (int n = 0; n < count; ++n)
        receive(connections_[ready[static_cast<std::size_t>(n)].data.u64]);
}

Outcome Driver::run(const Make& make, std::optional<double> seconds) {
    const std::size_t count = shape_.connections * shape_.in_flight;
    std::vector<std::unique_ptr<Caller>> callers;
    for (std::size_t n = 0; n < count; ++n) callers.push_back(make(n % shape_.connections));
    outcome_ = {};
    measuring_ = true;
    const auto start = Clock::now();
    for (std::size_t n = 0; n < count; ++n)
        if (callers[n]) ask(connections_[n % shape_.connections], *callers[n]);
    for (Connection& connection : connections_) flush(connection);
    while (under_way_ > 0) {
        receive_some();
        if (!measuring_) continue;
        outcome_.seconds = seconds_since(start);
        if (seconds && outcome_.seconds >= *seconds) measuring_ = false;
    }
    return outcome_;
}

}  // namespace bench
