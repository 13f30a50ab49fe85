#include "tests/bench/driver.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <system_error>

namespace bench {
namespace {

using calls::daemon::SocketBatch;

[[noreturn]] void fail(const char* what, int error) {
    throw std::system_error(error, std::generic_category(), what);
}

// Waits for room.
void send_rest(int socket, std::string_view rest) {
    while (!rest.empty()) {
        const ssize_t sent = send(socket, rest.data(), rest.size(), MSG_NOSIGNAL);
        if (sent < 0) fail("send", errno);
        rest.remove_prefix(static_cast<std::size_t>(sent));
    }
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
            fail(socket_path.c_str(), errno);
        wire_.greet(socket.get());
        epoll_event wish{.events = EPOLLIN, .data = {.u64 = n}};
        if (epoll_ctl(poll_.get(), EPOLL_CTL_ADD, socket.get(), &wish) != 0)
            fail("epoll_ctl", errno);
    }
}

void Driver::ask(Connection& connection, Caller& caller) {
    const auto request = caller.next();
    if (!request) return;
    wire_.say(connection.out, *request);
    connection.under_way.push_back({&caller, *request, Clock::now()});
    ++under_way_;
}

// All that is to go out on these.
void Driver::flush(std::span<Connection* const> connections) {
    std::vector<Connection*> to;
    for (Connection* one : connections)
        if (!one->out.empty()) to.push_back(one);
    for (std::span<Connection*> rest = to; !rest.empty();) {
        const auto some = rest.first(std::min(rest.size(), SocketBatch::most));
        for (const Connection* one : some) sockets_.send(one->socket.get(), one->out);
        const auto sent = sockets_.carry_out();
        for (std::size_t i = 0; i < some.size(); ++i) {
            if (sent[i] < 0 && sent[i] != -EAGAIN) fail("send", static_cast<int>(-sent[i]));
            const auto done = static_cast<std::size_t>(std::max<ssize_t>(sent[i], 0));
            send_rest(some[i]->socket.get(), std::string_view{some[i]->out}.substr(done));
            some[i]->out.clear();
        }
        rest = rest.subspan(some.size());
    }
}

// Everything that has come is looked at, and what follows from it is to go out in one piece.
void Driver::take(Connection& connection, std::string_view bytes) {
    if (bytes.empty()) throw std::runtime_error("the server hung up");
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
}

void Driver::receive_some() {
    if (connections_.size() == 1) return receive_alone(connections_.front());
    static std::array<epoll_event, 256> ready;
    const int count = epoll_wait(poll_.get(), ready.data(), static_cast<int>(ready.size()), -1);
    if (count < 0 && errno != EINTR) fail("epoll_wait", errno);
    std::span<const epoll_event> rest{ready.data(), static_cast<std::size_t>(std::max(count, 0))};
    while (!rest.empty()) {
        const auto some = rest.first(std::min(rest.size(), SocketBatch::most));
        receive_from(some);
        rest = rest.subspan(some.size());
    }
}

// Waits in the system call that reads.
void Driver::receive_alone(Connection& connection) {
    const ssize_t got = recv(connection.socket.get(), read_buffer_.data(), read_buffer_.size(), 0);
    if (got < 0) fail("recv", errno);
    take(connection, {read_buffer_.data(), static_cast<std::size_t>(got)});
    Connection* const one = &connection;
    flush({&one, 1});
}

void Driver::receive_from(std::span<const epoll_event> ready) {
    const std::size_t share = read_buffer_.size() / ready.size();
    std::vector<Connection*> from;
    for (const epoll_event& one : ready) {
        Connection& connection = connections_[one.data.u64];
        sockets_.receive(connection.socket.get(),
                         std::span{read_buffer_}.subspan(from.size() * share, share));
        from.push_back(&connection);
    }
    const auto got = sockets_.carry_out();
    for (std::size_t i = 0; i < from.size(); ++i) {
        if (got[i] < 0) fail("recv", static_cast<int>(-got[i]));
        take(*from[i], {read_buffer_.data() + i * share, static_cast<std::size_t>(got[i])});
    }
    flush(from);
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
    std::vector<Connection*> all;
    for (Connection& connection : connections_) all.push_back(&connection);
    flush(all);
    while (under_way_ > 0) {
        receive_some();
        if (!measuring_) continue;
        outcome_.seconds = seconds_since(start);
        if (seconds && outcome_.seconds >= *seconds) measuring_ = false;
    }
    return outcome_;
}

}  // namespace bench
