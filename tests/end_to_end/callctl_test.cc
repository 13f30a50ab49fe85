#include <array>
#include <chrono>
#include <filesystem>
#include <string>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "tests/support/daemon.h"
#include "tests/support/listener.h"
#include "tests/support/programs.h"

// callctl where a scenario does not reach: no calld, one that does not answer, one that restarts
// under it, and its own input and output failing.

namespace {

using tests::Daemon;
using tests::Finished;
using tests::Listener;
using tests::Process;
namespace json = boost::json;

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

json::value next_event(Process& watch) {
    const auto line = watch.read_line();
    REQUIRE(line);
    return json::parse(*line);
}

}  // namespace

TEST_CASE("callctl: without a calld, 3 and how to start one") {
    Daemon daemon;
    daemon.terminate();
    const Finished none = daemon.callctl({"ping"});
    CHECK(none.status == 3);
    CHECK(none.out.empty());
    CHECK(none.err.starts_with("callctl: unreachable: "));
    CHECK(contains(none.err, daemon.socket().string()));
    CHECK(contains(none.err, "calld"));
    daemon.start();
    CHECK(daemon.callctl({"ping"}).status == 0);
}

TEST_CASE("callctl: without a command, its help goes to stderr") {
    const tests::TempFolder folder;
    const Finished finished = tests::run({.argv = {tests::callctl_program().string()},
                                          .env = tests::clean_environment(folder.path())});
    CHECK(finished.status == 2);
    CHECK(finished.out.empty());
    CHECK(contains(finished.err, "Usage"));
}

TEST_CASE("callctl: a socket that nobody listens to is another matter than none") {
    Daemon daemon;
    daemon.kill9();
    const Finished dead = daemon.callctl({"ping"});
    CHECK(dead.status == 3);
    std::filesystem::remove(daemon.socket());
    const Finished none = daemon.callctl({"ping"});
    CHECK(none.status == 3);
    CHECK(none.err != dead.err);
}

TEST_CASE("callctl: no answer in time is 10, and says how to ask again") {
    const Listener silent(8);
    const Finished read = silent.callctl({"--timeout", "100ms", "status"});
    CHECK(read.status == 10);
    const Finished money = silent.callctl(
        {"account", "deposit", "2", "50", "--timeout=100ms", "--request-id", "pay-1"});
    CHECK(money.status == 10);
    CHECK(contains(money.err, "--request-id pay-1"));
    const Finished made = silent.callctl({"account", "deposit", "2", "50", "--timeout=100ms"});
    CHECK(contains(made.err, "--request-id "));
    CHECK(contains(read.err, "safe to ask again"));
}

TEST_CASE("callctl: what rpc sends is not called safe to ask again") {
    const Listener silent(8);
    const Finished bare =
        silent.callctl({"rpc", "deposit", R"({"userId":2,"amount":5})", "--timeout=100ms"});
    CHECK(bare.status == 10);
    CHECK(contains(bare.err, "look before you ask again"));
    CHECK_FALSE(contains(bare.err, "safe to ask again"));
    const std::string named_params = R"({"userId":2,"amount":5,"requestId":"pay-2"})";
    const Finished named = silent.callctl({"rpc", "deposit", named_params, "--timeout=100ms"});
    CHECK(contains(named.err, "--request-id pay-2"));
}

TEST_CASE("callctl: findings of an audit are told in a batch, and where little is printed") {
    Daemon daemon({"--db", "calld.db"});
    REQUIRE(daemon.callctl({"account", "deposit", "2", "5"}).status == 0);
    const Finished clean = daemon.callctl({"audit", "-q"});
    CHECK(clean.status == 0);
    CHECK((clean.out + clean.err).empty());
    REQUIRE(tests::run({.argv = {"sqlite3", daemon.store().string(),
                                 "update app_account set balance = 7 where user_id = 2"}})
                .status == 0);
    const Finished line = daemon.callctl({"batch"}, "audit\n");
    CHECK(line.status == 1);
    CHECK(contains(line.out, "\"ok\":false"));
    CHECK(contains(line.out, "\"findings\":[{"));
    const Finished quiet = daemon.callctl({"audit", "-q"});
    CHECK(quiet.status == 1);
    CHECK(quiet.out.empty());
    CHECK(contains(quiet.err, "expected"));
}

TEST_CASE("callctl: a full queue is retried until the time limit, then 3") {
    const Listener silent(0);
    std::vector<tests::Connection> waiting;
    waiting.emplace_back(silent.path());  // a backlog of 0 holds one
    const auto began = std::chrono::steady_clock::now();
    const Finished finished = silent.callctl({"--timeout", "200ms", "ping"});
    CHECK(finished.status == 3);
    CHECK(std::chrono::steady_clock::now() - began >= std::chrono::milliseconds{200});
    CHECK(!finished.err.empty());
}

TEST_CASE("callctl: output that cannot be written is 12") {
    Daemon daemon;
    auto shell = [&](const std::string& line) {
        tests::Spawn spawn = daemon.callctl_spawn({});
        spawn.argv = {"bash", "-c", line};
        return tests::run(spawn);
    };
    CHECK(shell("callctl list >/dev/full").status == 12);
    CHECK(shell("callctl -o json status >/dev/full").status == 12);
    CHECK(shell("callctl batch nowhere.txt").status == 12);
}

TEST_CASE("callctl: a pipe that nobody reads ends it quietly with 141") {
    Daemon daemon;
    for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
             {"status"}, {"list", "-o", "json"}, {"watch", "--after", "0"}, {"help"}}) {
        tests::Spawn spawn = daemon.callctl_spawn(words);
        spawn.in_child = [] {
            std::array<int, 2> ends{};
            if (::pipe(ends.data()) != 0) ::_exit(99);
            ::close(ends[0]);
            ::dup2(ends[1], STDOUT_FILENO);
        };
        const Finished closed = tests::run(spawn);
        INFO(words[0]);
        CHECK(closed.status == 141);
        CHECK(closed.err.empty());
    }
}

TEST_CASE("watch: goes on through a restart of calld without losing an event") {
    Daemon daemon({"--db", "calld.db"});
    const auto deposit = [&](std::int64_t amount) {
        daemon.connect().call("deposit", {{"userId", 2}, {"amount", amount}});
    };
    Process watch(daemon.callctl_spawn({"watch", "--after", "0", "-o", "jsonl", "--kind", "deposit",
                                        "--count", "3", "--cursor-file", "cursor"}));
    deposit(1);
    CHECK(next_event(watch).at("data").at("amount") == 1);
    daemon.kill9();
    daemon.start();
    deposit(2);
    CHECK(next_event(watch).at("data").at("amount") == 2);
    daemon.restart();
    deposit(3);
    const auto last = next_event(watch);
    CHECK(last.at("data").at("amount") == 3);
    CHECK(watch.wait().status == 0);
    CHECK(std::stoll(tests::read_file(daemon.folder() / "cursor")) ==
          last.at("eventId").as_int64());

    deposit(4);
    const Finished next = daemon.callctl(
        {"watch", "-o", "jsonl", "--kind", "deposit", "--count", "1", "--cursor-file", "cursor"});
    CHECK(json::parse(next.out).at("data").at("amount") == 4);
}

TEST_CASE("watch: the cursor moves only past what its command has dealt with") {
    Daemon daemon;
    auto connection = daemon.connect();
    for (int amount = 1; amount <= 3; ++amount) {
        connection.call("deposit", {{"userId", 2}, {"amount", amount}});
    }
    const auto watch = [&](const std::string& command, const std::string& count) {
        return daemon.callctl({"watch", "--after", "0", "--cursor-file", "cursor", "--kind",
                               "deposit", "--count", count, "--", "sh", "-c", command});
    };
    const Finished failed = watch(
        R"(read line; case $line in *'"amount":2'*) exit 9;; *) echo "$line" >>seen;; esac)", "3");
    CHECK(failed.status == 9);  // its own
    const Finished again = watch(R"(read line; echo "$line" >>seen)", "2");
    INFO(failed.err << again.err);
    CHECK(again.status == 0);
    const std::string seen = tests::read_file(daemon.folder() / "seen");
    CHECK(std::count(seen.begin(), seen.end(), '\n') == 3);
}

TEST_CASE("watch: ends with 130 at Ctrl-C") {
    Daemon daemon;
    Process watch(daemon.callctl_spawn({"watch", "--after", "0", "-o", "jsonl"}));
    REQUIRE(watch.read_line());  // the start
    watch.signal(SIGINT);
    CHECK(watch.wait().status == 130);
}

TEST_CASE("heartbeat --every: goes on until the call ends, through a restart") {
    Daemon daemon({"--clock", "real", "--db", "calld.db"});
    const auto call = [&](const char* method, const json::object& params) {
        return daemon.connect().call(method, params);
    };
    call("dialWithRtcValue", {{"hostUserId", 1}, {"guestUserId", 2}, {"direct", false}});
    Process beat(daemon.callctl_spawn({"heartbeat", "1", "1", "--every", "50ms"}));
    const auto beaten_since = [&](std::int64_t time) {
        daemon.wait_until("a heartbeat", [&] {
            return call("getCall", {{"callId", 1}}).at("hostHbTime").as_int64() > time;
        });
    };
    const auto dialled = call("getCall", {{"callId", 1}}).at("dialTime").as_int64();
    beaten_since(dialled);
    daemon.restart();
    beaten_since(call("clock", {}).at("now").as_int64());
    call("hang", {{"callId", 1}});
    CHECK(beat.wait().status == 0);
}

TEST_CASE("wait: ends when what it waits for has happened") {
    Daemon daemon;
    auto connection = daemon.connect();
    connection.call("dialWithRtcValue", {{"hostUserId", 1}, {"guestUserId", 2}, {"direct", false}});
    Process answered(daemon.callctl_spawn({"wait", "1", "--for", "answered"}));
    Process talking(daemon.callctl_spawn({"wait", "1", "--for", "talking"}));
    Process ended(daemon.callctl_spawn({"wait", "1"}));
    connection.call("idal", {{"callId", 1}});
    CHECK(answered.wait().status == 0);
    CHECK(talking.running());
    connection.call("hang", {{"callId", 1}});
    CHECK(talking.wait().status == 4);
    CHECK(ended.wait().status == 0);
}

TEST_CASE("rpc -: a stream of lines in, a stream of lines out") {
    Daemon daemon;
    std::string lines;
    for (int i = 1; i <= 5000; ++i) {
        lines += R"({"jsonrpc":"2.0","id":)" + std::to_string(i) +
                 R"(,"method":"deposit","params":{"userId":3,"amount":1}})" + "\n";
    }
    const Finished finished = daemon.callctl({"rpc", "-"}, lines);
    CHECK(finished.status == 0);
    CHECK(std::count(finished.out.begin(), finished.out.end(), '\n') == 5000);
    CHECK(daemon.connect().call("account", {{"userId", 3}}).at("balance") == 5000);
}

TEST_CASE("callctl: metrics in a file are those that are printed, and are replaced") {
    const Daemon daemon;
    for (int i = 0; i < 2; ++i) {
        REQUIRE(daemon.callctl({"metrics", "--write", "calld.prom"}).status == 0);
        const std::string written = tests::read_file(daemon.folder() / "calld.prom");
        CHECK(contains(written, "calld_connections 1\n"));
        CHECK(contains(daemon.callctl({"metrics"}).out, "calld_connections 1\n"));
    }
}

TEST_CASE("callctl: the completion for bash is a script that bash can read, and offers commands") {
    const Daemon daemon;
    tests::Spawn spawn = daemon.callctl_spawn({});
    spawn.argv = {
        "bash", "-c",
        "eval \"$(callctl completion bash)\" && complete -p callctl && callctl completion "
        "zsh | grep -q compdef && callctl completion fish | grep -q complete"};
    const Finished finished = tests::run(spawn);
    INFO(finished.err);
    CHECK(finished.status == 0);
    CHECK(contains(finished.out, "callctl"));
}
