#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <string>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <catch2/catch.hpp>

#include "tests/support/daemon.h"
#include "tests/support/earlier_store.h"
#include "tests/support/programs.h"

// calld as a service: starting, stopping, and who it lets start beside it.

namespace {

using tests::Daemon;
using tests::Finished;
namespace json = boost::json;

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

std::int64_t dial(tests::Connection& connection, std::int64_t host, std::int64_t guest) {
    return connection
        .call("dialWithRtcValue", {{"hostUserId", host}, {"guestUserId", guest}, {"direct", false}})
        .at("callId")
        .as_int64();
}

unsigned mode_of(const std::filesystem::path& path) {
    struct stat status {};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    return status.st_mode & 07777U;
}

// A Unix socket at this path, bound.
tests::FileDescriptor bound_socket(int type, const std::filesystem::path& path) {
    tests::FileDescriptor socket(::socket(AF_UNIX, type | SOCK_CLOEXEC, 0));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
    REQUIRE(::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    return socket;
}

std::string next_message(const tests::FileDescriptor& socket) {
    std::string message(4096, '\0');
    timeval limit{30, 0};
    ::setsockopt(socket.get(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    const auto size = ::recv(socket.get(), message.data(), message.size(), 0);
    REQUIRE(size > 0);
    message.resize(static_cast<std::size_t>(size));
    return message;
}

}  // namespace

TEST_CASE("start: a second calld on the same socket is refused and told whose it is") {
    Daemon first;
    const Finished second = tests::run(first.spawn());
    CHECK(second.status != 0);
    CHECK(contains(second.err, std::to_string(first.pid())));
    CHECK(first.connect().code("ping") == 0);
}

TEST_CASE("start: a second calld on the same store is refused and told whose it is") {
    Daemon first({"--db", "calld.db"});
    tests::Spawn spawn = first.spawn();
    for (auto& word : spawn.argv) {
        if (word == first.socket().string()) word = (first.folder() / "other.sock").string();
    }
    const Finished second = tests::run(spawn);
    CHECK(second.status != 0);
    CHECK(contains(second.err, std::to_string(first.pid())));
    CHECK(first.connect().code("ping") == 0);
    CHECK(first.connect().call("audit").at("ok") == true);
}

TEST_CASE("start: the socket of one that was killed is replaced") {
    Daemon daemon({"--db", "calld.db"});
    daemon.kill9();
    REQUIRE(std::filesystem::exists(daemon.socket()));
    daemon.start();
    CHECK(daemon.connect().code("ping") == 0);
}

TEST_CASE("start: a file that is no socket is left alone") {
    Daemon daemon;
    daemon.terminate();
    tests::write_file(daemon.socket(), "precious");
    const Finished refused = tests::run(daemon.spawn());
    CHECK(refused.status != 0);
    CHECK(contains(refused.err, daemon.socket().string()));
    CHECK(tests::read_file(daemon.socket()) == "precious");
}

TEST_CASE("stop: SIGTERM and SIGINT end it with 0, without its socket, and complete tables") {
    for (const int number : {SIGTERM, SIGINT}) {
        Daemon daemon({"--db", "calld.db"});
        auto connection = daemon.connect();
        const auto call = dial(connection, 1, 2);
        connection.call("hang", {{"callId", call}});
        daemon.signal(number);
        CHECK(daemon.wait() == 0);
        CHECK(!std::filesystem::exists(daemon.socket()));
        const Finished rows = tests::run(
            {.argv = {"sqlite3", daemon.store().string(),
                      "select call_id, host_user_id, hang_reason from app_call_record;"}});
        CHECK(rows.out == "1|1|operator\n");
    }
}

TEST_CASE("stop: by the method, too") {
    Daemon daemon;
    CHECK(daemon.connect().request("shutdown").contains("result"));
    CHECK(daemon.wait() == 0);
}

TEST_CASE("restart: live calls, money and numbers go on where they were") {
    Daemon daemon({"--db", "calld.db"});
    json::value before;
    {
        auto connection = daemon.connect();
        connection.call("deposit", {{"userId", 2}, {"amount", 900}});
        dial(connection, 1, 2);
        dial(connection, 3, 4);
        connection.call("hang", {{"callId", 2}});
        before = connection.call("getCall", {{"callId", 1}});
    }
    SECTION("after a clean stop") {
        CHECK(daemon.terminate() == 0);
    }
    SECTION("after a kill") {
        daemon.kill9();
    }
    daemon.start();
    auto connection = daemon.connect();
    CHECK(connection.call("getCall", {{"callId", 1}}) == before);
    CHECK(connection.call("getCall", {{"callId", 2}}).at("hangReason") == "operator");
    CHECK(connection.call("account", {{"userId", 2}}).at("balance") == 900);
    CHECK(connection.call("account", {{"userId", 2}}).at("liveCallId") == 1);
    CHECK(dial(connection, 5, 6) == 3);
    CHECK(connection.call("audit").at("ok") == true);
}

TEST_CASE("store: the tables alone open after a clean stop, and are refused after a kill") {
    Daemon daemon({"--db", "calld.db"});
    {
        auto connection = daemon.connect();
        dial(connection, 1, 2);
    }
    const auto lose_journal = [&] {
        for (const char* end : {"", "-wal", "-shm"}) {
            std::filesystem::remove(daemon.folder() / (std::string("calld-journal.db") + end));
        }
    };
    SECTION("after a clean stop") {
        daemon.terminate();
        lose_journal();
        daemon.start();
        auto connection = daemon.connect();
        CHECK(connection.call("account", {{"userId", 1}}).at("liveCallId") == 1);
        CHECK(dial(connection, 3, 4) == 2);
    }
    SECTION("after a kill") {
        daemon.kill9();
        lose_journal();
        const Finished refused = tests::run(daemon.spawn());
        CHECK(refused.status != 0);
        CHECK(contains(refused.err, "journal"));
    }
}

TEST_CASE("signals: SIGHUP opens the log file anew") {
    Daemon daemon({"--log-target", "service.log", "--log-level", "info"});
    const auto log = daemon.folder() / "service.log";
    REQUIRE(std::filesystem::exists(log));
    std::filesystem::rename(log, daemon.folder() / "service.log.1");
    daemon.signal(SIGHUP);
    daemon.wait_until("a new log file", [&] { return std::filesystem::exists(log); });
    CHECK(daemon.connect().code("ping") == 0);
}

TEST_CASE("socket: strangers are kept out, and the mode is what was asked for") {
    CHECK((mode_of(Daemon().socket()) & 07U) == 0);
    CHECK(mode_of(Daemon({"--socket-mode", "0600"}).socket()) == 0600);
    CHECK(mode_of(Daemon({"--socket-mode", "0660"}).socket()) == 0660);
}

TEST_CASE("systemd: READY=1 is said once the socket answers") {
    Daemon daemon;
    daemon.terminate();
    const auto notify = bound_socket(SOCK_DGRAM, daemon.folder() / "notify");
    tests::Spawn spawn = daemon.spawn();
    spawn.env["NOTIFY_SOCKET"] = (daemon.folder() / "notify").string();
    tests::Process process(spawn);
    CHECK(contains(next_message(notify), "READY=1"));
    CHECK(daemon.connect().code("ping") == 0);
    process.signal(SIGTERM);
    CHECK(process.wait().status == 0);
}

TEST_CASE("systemd: a start that brings a store up to date asks for more time") {
    Daemon daemon({"--db", "calld.db"});
    daemon.terminate();
    REQUIRE(tests::run({.argv = {"sqlite3", daemon.store().string(), tests::back_to_version_4}})
                .status == 0);
    const auto notify = bound_socket(SOCK_DGRAM, daemon.folder() / "notify");
    tests::Spawn spawn = daemon.spawn();
    spawn.env["NOTIFY_SOCKET"] = (daemon.folder() / "notify").string();
    tests::Process process(spawn);
    CHECK(contains(next_message(notify), "EXTEND_TIMEOUT_USEC="));
    CHECK(contains(next_message(notify), "READY=1"));
    process.signal(SIGTERM);
    const Finished finished = process.wait();
    CHECK(finished.status == 0);
    CHECK(contains(finished.err, "from version 4 to 5"));
}

TEST_CASE("systemd: a listening socket is taken over, and left in place at the end") {
    Daemon daemon;
    daemon.terminate();
    const auto listener = bound_socket(SOCK_STREAM, daemon.socket());
    REQUIRE(::listen(listener.get(), 16) == 0);
    tests::Spawn spawn = daemon.spawn();
    spawn.in_child = [&] {
        ::dup2(listener.get(), 3);
        ::fcntl(3, F_SETFD, 0);  // it may have been 3 before
        ::setenv("LISTEN_FDS", "1", 1);
        ::setenv("LISTEN_PID", std::to_string(::getpid()).c_str(), 1);
    };
    auto connection = daemon.connect();  // waits in the queue until calld takes it
    tests::Process process(spawn);
    CHECK(connection.code("ping") == 0);
    process.signal(SIGTERM);
    CHECK(process.wait().status == 0);
    CHECK(std::filesystem::exists(daemon.socket()));
}
