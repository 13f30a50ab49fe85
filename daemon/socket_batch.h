#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <sys/types.h>

struct io_uring;

namespace calls::daemon {

// Reads from some sockets and sends to others in one system call, where the kernel has io_uring and
// lets this process use it; else in one for each. A system call takes from a tenth of a microsecond
// to two, by the machine: with many connections of one request each they are most of the work.
class SocketBatch {
  public:
    enum class Ring : std::uint8_t { where_allowed, none };  // none: for tests

    static constexpr std::size_t most = 32;  // with more of them a share does not get cheaper

    explicit SocketBatch(Ring ring = Ring::where_allowed);

    // Why there is no ring, or no longer one: an error's number; 0: there is one.
    [[nodiscard]] int why_no_ring() const { return why_no_ring_; }

    // At most `most` of them before they are carried out; what is lent has to stay until then. None
    // waits for its socket, even if that is one that blocks.
    void receive(int socket, std::span<char> into);
    void send(int socket, std::string_view bytes);

    // What became of each, in the order of the calls: how many bytes, or an error's number below 0,
    // -EAGAIN where it would have had to wait. Holds until the next receive() or send().
    std::span<const ssize_t> carry_out();

  private:
    struct CloseRing {
        void operator()(io_uring* ring) const;
    };
    struct Job {
        int socket = -1;
        bool sends = false;
        std::span<char> into;    // of one that receives
        std::string_view bytes;  // of one that sends
    };

    void add(const Job& job);
    static ssize_t carry_out_alone(const Job& job);
    std::size_t carry_out_in_ring(std::size_t count);
    void reap(std::size_t count);

    std::unique_ptr<io_uring, CloseRing> ring_;
    int why_no_ring_ = 0;
    std::array<Job, most> jobs_;
    std::array<ssize_t, most> results_{};
    std::size_t count_ = 0;
};

}  // namespace calls::daemon
