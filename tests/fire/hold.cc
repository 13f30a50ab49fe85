#include "tests/fire/hold.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <sys/resource.h>
#include <vector>

#include "tests/fire/memory.h"
#include "tests/support/daemon.h"
#include "tests/support/pipeline.h"

namespace tests {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t descriptors_kept = 100;  // for everything else
constexpr int pipelined = 500;
constexpr int bursts = 100;

std::size_t room(std::size_t wanted) {
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    return std::min(wanted, static_cast<std::size_t>(limit.rlim_cur) - descriptors_kept);
}

Pace pace_of_heartbeats(Connection& connection, std::size_t count) {
    std::vector<std::int64_t> took;
    for (std::size_t i = 0; i < count; ++i) {
        const auto begin = Clock::now();
        connection.call("heartbeat", {{"callId", 1}, {"userId", 1 + static_cast<int>(i % 2)}});
        took.push_back(
            std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begin).count());
    }
    std::ranges::sort(took);
    return {.median_us = took[count / 2], .p99_us = took[count * 99 / 100]};
}

double requests_a_second(Connection& connection) {
    const auto begin = Clock::now();
    for (int burst = 0; burst < bursts; ++burst) {
        Pipeline pipeline(connection);
        for (int i = 0; i < pipelined; ++i)
            pipeline.queue("heartbeat", {{"callId", 1}, {"userId", 1 + i % 2}});
        pipeline.flush();
        while (pipeline.unanswered() > 0) pipeline.read();
    }
    return pipelined * bursts / std::chrono::duration<double>(Clock::now() - begin).count();
}

}  // namespace

HoldOutcome hold(std::size_t connections, std::size_t heartbeats) {
    HoldOutcome outcome;
    outcome.held = room(connections);
    Daemon daemon({"--clock", "real", "--db", "calld.db", "--heartbeat-timeout", "0",
                   "--max-connections", std::to_string(outcome.held + descriptors_kept)});
    Connection busy = daemon.connect();
    busy.call("dialWithRtcValue", {{"hostUserId", 1}, {"guestUserId", 2}, {"direct", true}});
    for (const int user : {2, 1, 2}) busy.call("heartbeat", {{"callId", 1}, {"userId", user}});
    outcome.requests_a_second_alone = requests_a_second(busy);
    outcome.alone = pace_of_heartbeats(busy, heartbeats);

    const std::int64_t before = resident_bytes(daemon.pid());
    std::vector<Connection> idle;
    idle.reserve(outcome.held);
    for (std::size_t i = 0; i < outcome.held; ++i) {
        idle.push_back(daemon.connect());
        idle.back().call("status");
    }
    outcome.bytes_each = (resident_bytes(daemon.pid()) - before) /
                         static_cast<std::int64_t>(std::max<std::size_t>(outcome.held, 1));
    if (!idle.empty()) idle[0].call("subscribe");
    outcome.beside = pace_of_heartbeats(busy, heartbeats);
    outcome.requests_a_second_beside = requests_a_second(busy);
    for (Connection& one : idle) one.call("ping");
    return outcome;
}

}  // namespace tests
