#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <sys/epoll.h>
#include <vector>

#include "daemon/socket_batch.h"
#include "tests/bench/histogram.h"
#include "tests/bench/wire.h"
#include "tests/support/file_descriptor.h"

// A closed loop: so many callers, each of whom waits for his answer before he asks again, on so
// many connections. One thread, which reads from many connections and sends to many with one system
// call where it can: it shares the processors with what it measures, and is to take little of them.

namespace bench {

// What one caller does, and where he is in it.
class Caller {
  public:
    virtual ~Caller() = default;
    // The next request; none: he has nothing more to do.
    virtual std::optional<Request> next() = 0;
    // The answer to it. Throws std::runtime_error if that is not what it must be.
    virtual void take(const Request& request, const Answer& answer) = 0;
};

struct Shape {
    std::size_t connections = 1;
    std::size_t in_flight = 1;  // on each
    [[nodiscard]] std::size_t callers() const { return connections * in_flight; }
};

struct Outcome {
    double seconds = 0;
    std::array<Histogram, verb_count> took{};  // by verb
    [[nodiscard]] Histogram all() const;
    [[nodiscard]] double rate() const;  // answers a second
};

class Driver {
  public:
    // Connects at once, and stays connected: what runs measure is requests.
    Driver(Wire& wire, const std::string& socket_path, const Shape& shape);

    // Until no caller has more to do, or the time is over (nullopt: no limit): then nothing new is
    // asked, what is under way is answered, and what came after the time counts for nothing.
    // `make` gives the callers of each connection, one after another; nullptr: one less there.
    using Make = std::function<std::unique_ptr<Caller>(std::size_t connection)>;
    Outcome run(const Make& make, std::optional<double> seconds = std::nullopt);

  private:
    using Clock = std::chrono::steady_clock;

    struct UnderWay {
        Caller* caller;
        Request request;
        Clock::time_point since;
    };
    struct Connection {
        tests::FileDescriptor socket;
        std::deque<UnderWay> under_way{};
        std::string out{};
        std::string in{};
    };

    void ask(Connection& connection, Caller& caller);
    void receive_some();
    void receive_from(std::span<const epoll_event> ready);
    void take(Connection& connection, std::string_view bytes);
    void receive_alone(Connection& connection);
    void flush(std::span<Connection* const> connections);

    Wire& wire_;
    Shape shape_;
    std::vector<Connection> connections_;
    tests::FileDescriptor poll_;
    calls::daemon::SocketBatch sockets_;
    std::vector<char> read_buffer_ = std::vector<char>(1 << 18);
    Outcome outcome_;
    std::size_t under_way_ = 0;
    bool measuring_ = true;
};

}  // namespace bench
