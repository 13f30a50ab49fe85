#include <array>
#include <cerrno>
#include <cstddef>
#include <functional>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <string>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/support/daemon.h"
#include "tests/support/pipeline.h"

// Many connections are read from and sent to at once, with io_uring; some systems forbid that.

namespace {

using tests::Connection;
using tests::Daemon;
using tests::Pipeline;
namespace json = boost::json;

constexpr std::int64_t peers = 100;  // more than one batch takes
constexpr std::int64_t requests = 30;

// As a hardened host does; in the child, before it becomes calld.
void forbid_rings() {
    static std::array<sock_filter, 4> steps{
        {BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
         BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_io_uring_setup, 0, 1),
         BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
         BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)}};
    const sock_fprog filter{.len = steps.size(), .filter = steps.data()};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
        prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) != 0)
        _exit(99);
}

json::object deposit(std::int64_t user) {
    return {{"userId", user}, {"amount", 1}};
}

}  // namespace

TEST_CASE("many sockets: everybody is answered in his order, with and without io_uring") {
    const bool forbidden = GENERATE(false, true);
    Daemon daemon{{}, forbidden ? forbid_rings : std::function<void()>{}};
    if (forbidden) {
        INFO(daemon.log());
        CHECK(daemon.log().find("io_uring cannot be used (Operation not permitted)") !=
              std::string::npos);
    }
    std::vector<Connection> connections;
    for (std::int64_t peer = 0; peer < peers; ++peer) connections.push_back(daemon.connect());
    std::vector<Pipeline> pipelines(connections.begin(), connections.end());
    for (std::int64_t round = 0; round < requests; round += 10) {
        for (std::int64_t peer = 0; peer < peers; ++peer) {
            Pipeline& pipeline = pipelines.at(static_cast<std::size_t>(peer));
            for (int i = 0; i < 10; ++i) pipeline.queue("deposit", deposit(peer + 1));
            pipeline.flush();
        }
        for (Pipeline& pipeline : pipelines)
            for (std::int64_t balance = round + 1; pipeline.unanswered() > 0; ++balance)
                REQUIRE(pipeline.read().at("result").at("balance") == balance);
    }
    CHECK(daemon.connect().call("audit").at("ok") == true);
}

TEST_CASE("many sockets: some that go away harm none of the others") {
    const bool forbidden = GENERATE(false, true);
    Daemon daemon{{}, forbidden ? forbid_rings : std::function<void()>{}};
    std::vector<Connection> connections;
    for (std::int64_t peer = 0; peer < peers; ++peer) connections.push_back(daemon.connect());
    for (std::int64_t peer = 0; peer < peers; ++peer) {
        Connection& connection = connections.at(static_cast<std::size_t>(peer));
        connection.send_line(connection.make_request("deposit", deposit(peer + 1)));
        if (peer % 4 == 1) connection.send("half a line");
        if (peer % 4 == 2) connection.end_input();
    }
    for (std::size_t peer = 3; peer < connections.size(); peer += 4) {
        Connection gone = std::move(connections.at(peer));  // before it has its answer
    }
    for (std::size_t peer = 0; peer < connections.size(); ++peer) {
        if (peer % 4 == 3) continue;
        const auto line = connections.at(peer).read_line();
        REQUIRE(line);
        CHECK(json::parse(*line).at("result").at("balance") == 1);
        if (peer % 4 == 2) CHECK_FALSE(connections.at(peer).read_line());
    }
    CHECK(daemon.connect().call("audit").at("ok") == true);
    CHECK(daemon.terminate() == 0);
}
