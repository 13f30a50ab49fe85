#include <array>
#include <csignal>
#include <set>
#include <sstream>
#include <string>
#include <unistd.h>
#include <utility>

#include <catch2/catch.hpp>

#include "tests/support/daemon.h"
#include "tests/support/programs.h"

// Each exit status of `callctl help exit-codes`, from a command that somebody might type.

namespace {

using tests::Daemon;
using tests::Finished;

Finished shell(const Daemon& daemon, const std::string& line) {
    tests::Spawn spawn = daemon.callctl_spawn({});
    spawn.argv = {"bash", "-c", line};
    return tests::run(spawn);
}

std::set<int> listed(const std::string& help) {
    std::set<int> found;
    std::istringstream lines{help};
    for (std::string line; std::getline(lines, line);) {
        int status = 0;
        if (std::istringstream words{line}; words >> status) found.insert(status);
    }
    return found;
}

}  // namespace

TEST_CASE("exit codes: every one that the help lists comes from a real command") {
    Daemon daemon({"--db", "calld.db"});
    const std::string pid = std::to_string(daemon.pid());
    for (const char* before : {"callctl dial 1 2 && callctl hang 1", "callctl dial 1 2",
                               "callctl account deposit 2 5 --request-id used"})
        REQUIRE(shell(daemon, before).status == 0);
    const std::array<std::pair<int, std::string>, 15> lines{{
        {0, "callctl ping"},
        {2, "callctl dail 1 2"},
        {3, "callctl --socket nowhere.sock ping"},
        {4, "callctl answer 1"},
        {5, "callctl show 99"},
        {6, "callctl dial 1 3"},
        {7, "callctl dial 5 6 --price 10 --mode once"},
        {8, "callctl heartbeat 2 9"},
        {9, "callctl account deposit 2 6 --request-id used"},
        {10, "kill -STOP " + pid + "; callctl --timeout 200ms ping; status=$?; kill -CONT " + pid +
                 "; exit $status"},
        {12, "callctl list >/dev/full"},
        {125, "callctl sandbox --from nowhere.db -- true"},
        {126, "callctl sandbox -- /"},
        {127, "callctl sandbox -- no-such-command"},
        {1,
         "sqlite3 calld.db 'update app_account set balance = 7 where user_id = 2' && callctl "
         "audit"},
    }};
    std::set<int> seen{11, 130, 141};  // below
    for (const auto& [status, line] : lines) {
        const Finished finished = shell(daemon, line);
        INFO(line << "\n" << finished.out << finished.err);
        CHECK(finished.status == status);
        seen.insert(finished.status);
    }
    for (const int status : listed(shell(daemon, "callctl help exit-codes").out)) {
        INFO(status);
        CHECK(seen.contains(status));
    }
}

TEST_CASE("exit codes: 11 where calld takes no more connections") {
    Daemon daemon({"--max-connections", "1"});
    const auto held = daemon.connect();
    const Finished finished = daemon.callctl({"ping"});
    CHECK(finished.status == 11);
    CHECK(finished.err.find("no more than 1 connections") != std::string::npos);
}

TEST_CASE("exit codes: 130 at Ctrl-C, 141 where nobody reads") {
    Daemon daemon;
    tests::Process watch(daemon.callctl_spawn({"watch", "--after", "0", "-o", "jsonl"}));
    REQUIRE(watch.read_line());
    watch.signal(SIGINT);
    CHECK(watch.wait().status == 130);
    tests::Spawn spawn = daemon.callctl_spawn({"list"});
    spawn.in_child = [] {
        std::array<int, 2> ends{};
        if (::pipe(ends.data()) != 0) ::_exit(99);
        ::close(ends[0]);
        ::dup2(ends[1], STDOUT_FILENO);
    };
    CHECK(tests::run(spawn).status == 141);
}

TEST_CASE("exit codes: cron's empty environment and other locales change nothing") {
    Daemon daemon;
    const std::string socket = " --socket '" + daemon.socket().string() + "' ";
    const std::string program = tests::callctl_program().string();
    const Finished usual = shell(daemon, program + socket + "report --by reason");
    REQUIRE(usual.status == 0);
    for (const char* env : {"env -i ", "env -i HOME=/nonexistent ", "env -i LC_ALL=C ",
                            "env -i LC_ALL=zh_CN.UTF-8 LANGUAGE=zh "}) {
        const Finished other = shell(daemon, env + program + socket + "report --by reason");
        INFO(env << other.err);
        CHECK(other.status == 0);
        CHECK(other.out == usual.out);
    }
    // Without HOME and XDG_RUNTIME_DIR there is still a word on where it looked.
    const Finished lost = shell(daemon, "env -i " + program + " ping");
    CHECK((lost.status == 3 || lost.status == 0));  // 0: this machine runs a calld
    if (lost.status == 3) CHECK(lost.err.find("calld") != std::string::npos);
}
