#include <fcntl.h>
#include <filesystem>
#include <string>
#include <sys/resource.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "tests/support/daemon.h"
#include "tests/support/pipeline.h"

// A log that cannot be written, no standard files at all, and too little of everything.

namespace {

using tests::Connection;
using tests::Daemon;
namespace json = boost::json;

void check_alive(Daemon& daemon) {
    Connection connection = daemon.connect();
    CHECK(connection.call("deposit", {{"userId", 2}, {"amount", 5}}).at("balance") == 5);
    CHECK(connection.call("audit").at("ok") == true);
    CHECK(daemon.terminate() == 0);
}

}  // namespace

TEST_CASE("fire: started without stdin, stdout and stderr, calld keeps its store out of them") {
    Daemon daemon({"--db", "calld.db", "--log-level", "debug"}, [] {
        for (const int fd : {0, 1, 2}) ::close(fd);
    });
    for (const int fd : {0, 1, 2}) {
        const auto link = std::filesystem::path("/proc") / std::to_string(daemon.pid()) / "fd" /
                          std::to_string(fd);
        std::error_code none;
        INFO(fd);
        CHECK(std::filesystem::read_symlink(link, none) == "/dev/null");
    }
    check_alive(daemon);
}

TEST_CASE("fire: a log on a full device loses lines and nothing else") {
    Daemon to_file({"--log-target", "/dev/full", "--log-level", "debug"});
    check_alive(to_file);
    Daemon to_stderr({"--log-level", "debug"}, [] { ::dup2(::open("/dev/full", O_WRONLY), 2); });
    check_alive(to_stderr);
}

TEST_CASE("fire: a log into a pipe that nobody reads any more") {
    Daemon daemon({"--log-level", "debug"}, [] {
        int ends[2];  // NOLINT: what pipe() takes
        if (::pipe(ends) != 0) ::_exit(99);
        ::close(ends[0]);
        ::dup2(ends[1], 2);
    });
    check_alive(daemon);
}

TEST_CASE(
    "fire: files limited in size are a disk that failed: unknown, 74, and it says which file") {
    constexpr rlim_t bytes = 300'000;
    Daemon daemon({"--db", "calld.db"}, [] {
        const rlimit limit{bytes, RLIM_INFINITY};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    });
    Connection connection = daemon.connect();
    std::int64_t granted = 0;
    json::object refusal;
    while (refusal.empty() && granted < 20'000) {
        json::object reply = connection.request("deposit", {{"userId", 2}, {"amount", 1}});
        if (reply.contains("result"))
            ++granted;
        else
            refusal = reply.at("error").as_object();
    }
    CHECK(refusal.at("code") == 11);
    CHECK(refusal.at("data").at("outcome") == "unknown");
    CHECK(daemon.wait() == 74);
    CHECK(daemon.log().find("calld-journal.db") != std::string::npos);
}

TEST_CASE("fire: too little memory ends in words, not in a crash, and costs nothing acknowledged") {
    Daemon daemon({"--db", "calld.db"});
    Connection connection = daemon.connect();
    std::int64_t granted = 0;
    const rlimit tight{static_cast<rlim_t>(96) << 20, static_cast<rlim_t>(96) << 20};
    REQUIRE(::prlimit(daemon.pid(), RLIMIT_DATA, &tight, nullptr) == 0);
    try {
        for (int burst = 0; burst < 20; ++burst) {
            tests::Pipeline pipeline(connection);
            for (int i = 0; i < 500; ++i)
                pipeline.queue("deposit", {{"userId", 1 + i}, {"amount", 1}});
            pipeline.flush();
            while (pipeline.unanswered() > 0)
                if (pipeline.read().contains("result")) ++granted;
        }
    } catch (const tests::NoConnection&) {  // it ended instead
    }
    const int status = daemon.terminate();
    INFO(daemon.log());
    CHECK(status < 128);
    daemon.start();
    Connection after = daemon.connect();
    CHECK(after.call("audit").at("ok") == true);
    CHECK(after.call("account", {{"userId", -1}}).at("balance").as_int64() <= -granted);
}
