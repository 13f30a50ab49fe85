#include <algorithm>
#include <fcntl.h>
#include <string>
#include <sys/resource.h>
#include <unistd.h>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/fire/memory.h"
#include "tests/fire/raw_socket.h"
#include "tests/support/daemon.h"
#include "tests/support/pipeline.h"

// Peers without manners: what they cost calld in memory, descriptors and time.

namespace {

using std::chrono::milliseconds;
using tests::Connection;
using tests::Daemon;
namespace json = boost::json;

constexpr std::int64_t mib = 1 << 20;
#if defined(__SANITIZE_ADDRESS__)
constexpr int sanitizer_factor = 4;                  // what was freed stays resident for a while
constexpr std::int64_t sanitizer_keeps = 512 * mib;  // at most, of what was freed
#else
constexpr int sanitizer_factor = 1;
constexpr std::int64_t sanitizer_keeps = 0;
#endif

const std::string status_line = R"({"jsonrpc":"2.0","id":1,"method":"status"})"
                                "\n";

// How much of a processor calld used while these milliseconds went by.
std::int64_t busy_ms(const Daemon& daemon, int real_ms) {
    const auto before = tests::cpu_ms(daemon.pid());
    const auto watch = tests::watch_process(daemon.pid());
    REQUIRE_FALSE(tests::ended_within(watch, real_ms));
    return tests::cpu_ms(daemon.pid()) - before;
}

}  // namespace

TEST_CASE("fire: without descriptors calld rests, serves whom it has, and takes others later") {
    constexpr rlim_t descriptors = 40;
    Daemon daemon({}, [] {
        const rlimit limit{descriptors, descriptors};
        ::setrlimit(RLIMIT_NOFILE, &limit);
    });
    Connection early = daemon.connect();
    REQUIRE(early.code("ping") == 0);
    std::vector<tests::FileDescriptor> many;
    for (rlim_t i = 0; i < 2 * descriptors; ++i)
        many.push_back(tests::raw_connect(daemon.socket()));
    CHECK(busy_ms(daemon, 1000) < 200);
    CHECK(early.code("ping") == 0);
    many.clear();
    CHECK(daemon.connect().code("ping") == 0);
    const std::string log = daemon.log();
    CHECK(log.find("cannot take a connection") != std::string::npos);
    CHECK(std::count(log.begin(), log.end(), '\n') < 6);
}

TEST_CASE("fire: a gigabyte of requests from one who never reads is not taken") {
    Daemon daemon;
    Connection other = daemon.connect();
    const auto before = tests::resident_bytes(daemon.pid());
    const auto deaf = tests::raw_connect(daemon.socket());
    std::string many;
    while (many.size() < std::size_t{64} << 10) many += status_line;
    const auto taken = tests::pour(deaf, many, std::size_t{1} << 30, milliseconds(500));
    CHECK(taken < std::size_t{64} << 20);
    CHECK(tests::resident_bytes(daemon.pid()) - before < 64 * mib);
    CHECK(busy_ms(daemon, 500) < 100);
    CHECK(other.code("ping") == 0);
}

TEST_CASE("fire: an endless line is cut off at its bound") {
    Daemon daemon;
    const auto endless = tests::raw_connect(daemon.socket());
    const auto before = tests::resident_bytes(daemon.pid());
    const auto taken =
        tests::pour(endless, std::string(65536, 'x'), std::size_t{1} << 30, milliseconds(500));
    CHECK(taken < std::size_t{4} << 20);
    CHECK(tests::resident_bytes(daemon.pid()) - before < 16 * mib);
    CHECK(daemon.connect().code("ping") == 0);
}

TEST_CASE("fire: watchers who never read, and one who is stopped, cost a bounded memory") {
    Daemon daemon;
    Connection busy = daemon.connect();
    std::vector<Connection> deaf;
    for (int i = 0; i < 20; ++i) {
        deaf.push_back(daemon.connect());
        deaf.back().call("subscribe", {{"after", 0}});
    }
    const auto before = tests::resident_bytes(daemon.pid());
    for (int burst = 0; burst < 100; ++burst) {
        tests::Pipeline pipeline(busy);
        for (int i = 0; i < 500; ++i) pipeline.queue("deposit", {{"userId", 7}, {"amount", 1}});
        pipeline.flush();
        while (pipeline.unanswered() > 0) REQUIRE(pipeline.read().contains("result"));
    }
    CHECK(tests::resident_bytes(daemon.pid()) - before < sanitizer_factor * 128 * mib);
    daemon.wait_until("the tables to be level",
                      [&] { return busy.call("status").at("eventsBehind") == 0; });
    CHECK(busy_ms(daemon, 500) < 150);
}

TEST_CASE("fire: many lists asked for at once cost the memory of a few, and all are answered") {
    constexpr int calls = 2000;
    constexpr int lists = 200;  // a megabyte each
    Daemon daemon;
    {
        Connection dialler = daemon.connect();
        tests::Pipeline pipeline(dialler);
        for (std::int64_t i = 1; i <= calls; ++i)
            pipeline.queue("dialWithRtcValue",
                           {{"hostUserId", i}, {"guestUserId", calls + i}, {"direct", false}});
        pipeline.flush();
        while (pipeline.unanswered() > 0) REQUIRE(pipeline.read().contains("result"));
    }
    const auto before = tests::resident_bytes(daemon.pid());
    Connection greedy = daemon.connect();
    tests::Pipeline pipeline(greedy);
    for (int i = 0; i < lists; ++i) pipeline.queue("listAll", {{"limit", 10'000}});
    pipeline.queue("deposit", {{"userId", 1}, {"amount", 1}});
    pipeline.flush();
    CHECK(daemon.connect().code("ping") == 0);
    CHECK(tests::resident_bytes(daemon.pid()) - before < 32 * mib + sanitizer_keeps);
    for (int i = 0; i < lists; ++i)
        REQUIRE(pipeline.read().at("result").at("calls").as_array().size() == calls);
    CHECK(pipeline.read().at("result").at("balance") == 1);
    CHECK(tests::resident_bytes(daemon.pid()) - before < 32 * mib + sanitizer_keeps);
}

TEST_CASE("fire: one who asks for lists and a deposit and goes has made the deposit") {
    Daemon daemon;
    Connection other = daemon.connect();
    {
        Connection gone = daemon.connect();
        std::string lines;
        for (int i = 0; i < 20; ++i)
            lines += gone.make_request("ledger", {{"limit", 10'000}}) + '\n';
        gone.send(lines + gone.make_request("deposit", {{"userId", 1}, {"amount", 1}}) + '\n');
    }
    daemon.wait_until("the deposit", [&] {
        return other.call("account", {{"userId", 1}}).at("balance") == 1;
    });
}

TEST_CASE("fire: a watcher who has gone before his request was answered leaves nothing behind") {
    Daemon daemon({"--max-connections", "3"});
    Connection busy = daemon.connect();
    for (int burst = 0; burst < 40; ++burst) {  // what an audit takes some time over
        tests::Pipeline deposits(busy);
        for (int i = 0; i < 500; ++i) deposits.queue("deposit", {{"userId", 7}, {"amount", 1}});
        deposits.flush();
        while (deposits.unanswered() > 0) REQUIRE(deposits.read().contains("result"));
    }
    for (int i = 0; i < 10; ++i) {
        try {
            daemon.connect().send(R"({"jsonrpc":"2.0","method":"audit"})"
                                  "\n"
                                  R"({"jsonrpc":"2.0","method":"subscribe","params":{"callId":9}})"
                                  "\n");
        } catch (const tests::NoConnection&) {  // no room at present
            continue;
        }
    }
    daemon.wait_until("all but one to be gone", [&] {
        const auto text = busy.call("metrics").at("text").as_string();
        return text.find("calld_connections 1\n") != json::string::npos;
    });
}

TEST_CASE("fire: requests byte by byte are answered as any others") {
    Daemon daemon;
    Connection slow = daemon.connect();
    for (const char byte : status_line) slow.send(std::string_view(&byte, 1));
    CHECK(json::parse(*slow.read_line()).as_object().contains("result"));
}

TEST_CASE("fire: half open, a peer gets its answers; gone, it harms nobody") {
    Daemon daemon;
    Connection half = daemon.connect();
    half.send(status_line + status_line);
    half.end_input();
    CHECK(half.read_line());
    CHECK(half.read_line());
    CHECK(!half.read_line());
    for (int i = 0; i < 200; ++i) {
        Connection gone = daemon.connect();
        gone.send_line(gone.make_request("deposit", {{"userId", 9}, {"amount", 1}}));
    }
    daemon.wait_until("what the gone ones asked for", [&] {
        return daemon.connect().call("account", {{"userId", 9}}).at("balance") == 200;
    });
}

TEST_CASE("fire: descriptors that a peer passes along are not kept") {
    Daemon daemon;
    REQUIRE(daemon.connect().code("ping") == 0);
    const auto before = tests::open_descriptors(daemon.pid());
    const auto peer = tests::raw_connect(daemon.socket());
    for (int round = 0; round < 20; ++round)
        for (const char byte : status_line) REQUIRE(tests::send_descriptor(peer, byte, 0));
    CHECK(daemon.connect().code("ping") == 0);
    daemon.wait_until("what was passed to be closed",
                      [&] { return tests::open_descriptors(daemon.pid()) <= before + 2; });
}
