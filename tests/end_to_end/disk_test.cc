#include <csignal>
#include <filesystem>
#include <fstream>
#include <sched.h>
#include <string>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "tests/support/daemon.h"
#include "tests/support/temp_folder.h"

// A disk that fills up, and one that fails.

namespace {

using tests::Connection;
using tests::Daemon;
namespace json = boost::json;

constexpr std::int64_t unavailable = 11;

// A small file system of this process's own, seen by nobody else.
bool mounted_small_disk() {
    return ::unshare(CLONE_NEWNS) == 0 &&
           ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
           ::mkdir("disk", 0700) == 0 && ::mount("tmpfs", "disk", "tmpfs", 0, "size=3m") == 0;
}

void mount_small_disk() {
    if (!mounted_small_disk()) ::_exit(99);
}

// Not as a plain user, nor where the root is no mount point (a chroot). Tried in a child.
bool can_mount() {
    const tests::TempFolder folder;
    const pid_t child = ::fork();
    if (child == 0) ::_exit(::chdir(folder.path().c_str()) == 0 && mounted_small_disk() ? 0 : 1);
    int status = 0;
    return child > 0 && ::waitpid(child, &status, 0) == child && status == 0;
}

// Its folder, seen from outside.
std::filesystem::path disk_of(const Daemon& daemon) {
    return std::filesystem::path("/proc") / std::to_string(daemon.pid()) / "root" /
           daemon.folder().relative_path() / "disk";
}

void fill(const std::filesystem::path& file) {
    std::ofstream out(file, std::ios::binary);
    const std::string block(4096, 'x');
    while (out.write(block.data(), 4096).flush()) {
    }
}

json::object deposit(Connection& connection, int number) {
    return connection.request(
        "deposit",
        {{"userId", 2}, {"amount", 1}, {"requestId", "deposit-" + std::to_string(number)}});
}

}  // namespace

TEST_CASE("disk: full, changes are refused and undone, reads go on, and it recovers by itself") {
    if (!can_mount()) {
        WARN("skipped: a small disk cannot be mounted here");
        return;
    }
    const std::string clock = GENERATE("real", "manual");
    INFO(clock << " clock");
    Daemon daemon({"--db", "disk/calld.db", "--clock", clock}, mount_small_disk);
    Connection connection = daemon.connect();
    connection.call("dialWithRtcValue", {{"hostUserId", 1}, {"guestUserId", 3}, {"direct", false}});
    connection.call("idal", {{"callId", 1}});
    const auto filler = disk_of(daemon) / "filler";
    fill(filler);

    std::int64_t granted = 0;
    json::object refusal;
    while (refusal.empty() && granted < 50000) {
        const json::object reply = deposit(connection, static_cast<int>(granted));
        if (reply.contains("result")) {
            ++granted;
        } else {
            refusal = reply.at("error").as_object();
        }
    }
    REQUIRE(refusal.at("code") == unavailable);
    CHECK(refusal.at("data").at("outcome") == "none");
    CHECK(connection.call("account", {{"userId", 2}}).at("balance") == granted);
    CHECK(connection.code("ping") == unavailable);
    CHECK(connection.code("heartbeat", {{"callId", 1}, {"userId", 3}}) == 0);
    const std::string why{connection.call("status").at("storage").as_string()};
    CHECK(why != "ok");

    std::filesystem::remove(filler);
    daemon.wait_until("writing to work again", [&] { return connection.code("ping") == 0; });
    CHECK(connection.call("account", {{"userId", 2}}).at("balance") == granted);
    CHECK(deposit(connection, static_cast<int>(granted)).at("result").at("balance") == granted + 1);
    CHECK(connection.call("audit").at("ok") == true);
    CHECK(connection.call("status").at("storage") == "ok");

    // Whichever file found no room first. Where it was the journal, deadlines stood still, and the
    // moment of success counts as a start; where it was the tables alone, they went on.
    const bool journal_had_room = why.starts_with("the tables cannot be written");
    Connection watcher = daemon.connect();
    watcher.call("subscribe", {{"after", 0}, {"kinds", {"start"}}});
    REQUIRE(watcher.read_line());
    if (!journal_had_room) CHECK(watcher.read_line());
}

TEST_CASE("disk: failing, the outcome is unknown, calld exits, and asking again settles it") {
    Daemon daemon({"--db", "calld.db"}, [] { ::signal(SIGXFSZ, SIG_IGN); });
    Connection connection = daemon.connect();
    REQUIRE(deposit(connection, 0).contains("result"));
    const rlimit none{0, 0};  // every write into a file fails from now on, and not for want of room
    REQUIRE(::prlimit(daemon.pid(), RLIMIT_FSIZE, &none, nullptr) == 0);

    const json::object reply = deposit(connection, 1);
    CHECK(reply.at("error").at("code") == unavailable);
    CHECK(reply.at("error").at("data").at("outcome") == "unknown");
    CHECK(daemon.wait() != 0);

    daemon.start();
    Connection again = daemon.connect();
    CHECK(deposit(again, 0).at("result").at("replayed") == true);
    CHECK(deposit(again, 1).at("result").at("balance") == 2);
    CHECK(again.call("audit").at("ok") == true);
}
