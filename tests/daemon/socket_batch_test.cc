#include "daemon/socket_batch.h"

#include <array>
#include <cerrno>
#include <string>
#include <sys/socket.h>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "daemon/file_descriptor.h"

// With a ring, where this system has one, and without: what comes of it is the same.

namespace {

using calls::daemon::FileDescriptor;
using calls::daemon::SocketBatch;

struct Pair {
    FileDescriptor near;
    FileDescriptor far;
};

Pair make_pair() {
    std::array<int, 2> ends{};
    REQUIRE(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends.data()) == 0);
    return {FileDescriptor{ends[0]}, FileDescriptor{ends[1]}};
}

std::vector<Pair> make_pairs(std::size_t count) {
    std::vector<Pair> pairs;
    for (std::size_t i = 0; i < count; ++i) pairs.push_back(make_pair());
    return pairs;
}

std::vector<ssize_t> carried_out(SocketBatch& batch) {
    const auto results = batch.carry_out();
    return {results.begin(), results.end()};
}

SocketBatch::Ring any_ring() {
    return GENERATE(SocketBatch::Ring::where_allowed, SocketBatch::Ring::none);
}

}  // namespace

TEST_CASE("socket batch: each is done, and told in the order of the calls") {
    SocketBatch batch{any_ring()};
    const std::size_t count = GENERATE(std::size_t{1}, std::size_t{2}, SocketBatch::most);
    const auto pairs = make_pairs(count);
    for (int round = 0; round < 3; ++round) {
        std::vector<std::string> lines;
        std::vector<ssize_t> sizes;
        for (std::size_t i = 0; i < count; ++i) {
            lines.emplace_back(i * 10 + 1, static_cast<char>('a' + i % 26));
            sizes.push_back(static_cast<ssize_t>(lines.back().size()));
        }
        for (std::size_t i = 0; i < count; ++i) batch.send(pairs[i].near.get(), lines[i]);
        CHECK(carried_out(batch) == sizes);
        std::vector<std::string> read(count, std::string(1000, ' '));
        for (std::size_t i = 0; i < count; ++i) batch.receive(pairs[i].far.get(), read[i]);
        CHECK(carried_out(batch) == sizes);
        for (std::size_t i = 0; i < count; ++i) read[i].resize(lines[i].size());
        CHECK(read == lines);
    }
    CHECK(carried_out(batch).empty());
}

TEST_CASE(
    "socket batch: nothing waits for a socket that is not ready, and each failure is its own") {
    SocketBatch batch{any_ring()};
    auto pairs = make_pairs(5);
    std::string full(1 << 20, 'x');
    while (send(pairs[1].near.get(), full.data(), full.size(), MSG_DONTWAIT) > 0) continue;
    pairs[2].far = FileDescriptor{};
    REQUIRE(send(pairs[3].far.get(), "last", 4, 0) == 4);
    std::array<char, 16> quiet{};
    std::array<char, 16> ended{};
    std::array<char, 16> some{};
    batch.receive(pairs[0].near.get(), quiet);  // nothing to read
    batch.send(pairs[1].near.get(), full);      // no room
    batch.receive(pairs[2].near.get(), ended);  // the peer is gone
    batch.send(pairs[2].near.get(), "x");
    batch.receive(pairs[3].near.get(), some);
    batch.receive(-1, some);
    CHECK(carried_out(batch) == std::vector<ssize_t>{-EAGAIN, -EAGAIN, 0, -EPIPE, 4, -EBADF});
    CHECK(std::string(some.data(), 4) == "last");
    batch.receive(pairs[4].near.get(), quiet);
    batch.send(pairs[4].far.get(), "on it goes");
    CHECK(carried_out(batch).size() == 2);
}

TEST_CASE("socket batch: what does not fit is sent in part") {
    SocketBatch batch{any_ring()};
    const auto pairs = make_pairs(2);
    const std::string much(std::size_t{8} << 20, 'x');
    batch.send(pairs[0].near.get(), much);
    batch.send(pairs[1].near.get(), "little");
    const auto results = carried_out(batch);
    CHECK(results[0] > 0);
    CHECK(std::cmp_less(results[0], much.size()));
    CHECK(results[1] == 6);
}

TEST_CASE("socket batch: says why there is no ring") {
    CHECK(SocketBatch{SocketBatch::Ring::none}.why_no_ring() == ECANCELED);
}
