#include "daemon/socket_batch.h"

#include <cerrno>
#include <liburing.h>
#include <sys/socket.h>
#include <utility>

#include "core/base/check.h"

namespace calls::daemon {
namespace {

constexpr int send_flags = MSG_DONTWAIT | MSG_NOSIGNAL;
constexpr int receive_flags = MSG_DONTWAIT;

// Kernels before 5.6 have rings that know neither.
bool knows_sockets(io_uring* ring) {
    io_uring_probe* probe = io_uring_get_probe_ring(ring);
    if (probe == nullptr) return false;
    const bool knows = io_uring_opcode_supported(probe, IORING_OP_SEND) != 0 &&
                       io_uring_opcode_supported(probe, IORING_OP_RECV) != 0;
    io_uring_free_probe(probe);
    return knows;
}

}  // namespace

void SocketBatch::CloseRing::operator()(io_uring* ring) const {
    io_uring_queue_exit(ring);
    delete ring;
}

SocketBatch::SocketBatch(Ring ring) {
    if (ring == Ring::none) {
        why_no_ring_ = ECANCELED;
        return;
    }
    auto made = std::make_unique<io_uring>();
    const int failed = io_uring_queue_init(most, made.get(), 0);
    why_no_ring_ = -failed;
    if (failed != 0) return;
    ring_.reset(made.release());
    if (knows_sockets(ring_.get())) return;
    why_no_ring_ = ENOSYS;
    ring_.reset();
}

void SocketBatch::receive(int socket, std::span<char> into) {
    add({.socket = socket, .sends = false, .into = into, .bytes = {}});
}

void SocketBatch::send(int socket, std::string_view bytes) {
    add({.socket = socket, .sends = true, .into = {}, .bytes = bytes});
}

void SocketBatch::add(const Job& job) {
    CHECK(count_ < most);
    jobs_.at(count_++) = job;
}

std::span<const ssize_t> SocketBatch::carry_out() {
    const std::size_t count = std::exchange(count_, 0);
    // One alone costs less without the ring.
    const std::size_t done = ring_ && count > 1 ? carry_out_in_ring(count) : 0;
    for (std::size_t i = done; i < count; ++i) results_.at(i) = carry_out_alone(jobs_.at(i));
    return std::span{results_}.first(count);
}

ssize_t SocketBatch::carry_out_alone(const Job& job) {
    const ssize_t moved = job.sends
                              ? ::send(job.socket, job.bytes.data(), job.bytes.size(), send_flags)
                              : recv(job.socket, job.into.data(), job.into.size(), receive_flags);
    return moved >= 0 ? moved : -errno;
}

// How many of the first were done: all, but where the kernel takes no more, being short of memory
// or forbidden to. From then on there is no ring, and the rest is done without.
std::size_t SocketBatch::carry_out_in_ring(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        io_uring_sqe* entry = io_uring_get_sqe(ring_.get());
        CHECK(entry != nullptr);
        const Job& job = jobs_.at(i);
        if (job.sends)
            io_uring_prep_send(entry, job.socket, job.bytes.data(), job.bytes.size(), send_flags);
        else
            io_uring_prep_recv(entry, job.socket, job.into.data(), job.into.size(), receive_flags);
        io_uring_sqe_set_data64(entry, i);
    }
    std::size_t taken = 0;
    int refused = 0;
    while (taken < count) {
        const int more =
            io_uring_submit_and_wait(ring_.get(), static_cast<unsigned>(count - taken));
        if (more == -EINTR) continue;
        refused = more < 0 ? -more : EAGAIN;
        if (more <= 0) break;
        taken += static_cast<std::size_t>(more);
    }
    reap(taken);
    if (taken < count) {
        why_no_ring_ = refused;
        ring_.reset();
    }
    return taken;
}

// Each has its answer by now, since none waits; but a signal may have come in between.
void SocketBatch::reap(std::size_t count) {
    while (count > 0) {
        io_uring_cqe* answer = nullptr;
        const int failed = io_uring_wait_cqe(ring_.get(), &answer);
        if (failed == -EINTR) continue;
        CHECK(failed == 0);
        results_.at(io_uring_cqe_get_data64(answer)) = answer->res;
        io_uring_cqe_seen(ring_.get(), answer);
        --count;
    }
}

}  // namespace calls::daemon
