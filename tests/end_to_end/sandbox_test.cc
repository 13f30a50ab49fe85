#include <csignal>
#include <filesystem>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/support/daemon.h"
#include "tests/support/programs.h"

// callctl sandbox: a calld for one command, and nothing left of it.

namespace {

using tests::Finished;

// Its temporary folders are made in ours.
class Sandbox {
  public:
    [[nodiscard]] tests::Spawn spawn(std::vector<std::string> words) const {
        words.insert(words.begin(), {tests::callctl_program().string(), "sandbox"});
        tests::Spawn spawn{.argv = std::move(words),
                           .env = tests::clean_environment(folder_.path()),
                           .folder = folder_.path()};
        return spawn;
    }
    [[nodiscard]] Finished run(std::vector<std::string> words) const {
        return tests::run(spawn(std::move(words)));
    }
    [[nodiscard]] bool empty() const { return std::filesystem::is_empty(folder_.path()); }
    [[nodiscard]] const tests::TempFolder& folder() const { return folder_; }

  private:
    tests::TempFolder folder_;
};

}  // namespace

TEST_CASE("sandbox: ends as its command did, and leaves nothing") {
    const Sandbox sandbox;
    CHECK(sandbox.run({"--", "true"}).status == 0);
    CHECK(sandbox.run({"--", "sh", "-c", "exit 7"}).status == 7);
    CHECK(sandbox.run({"--", "sh", "-c", "kill -TERM $$"}).status == 128 + SIGTERM);
    CHECK(sandbox.run({"--", "no-such-command"}).status == 127);
    CHECK(sandbox.run({"--", "/"}).status == 126);
    CHECK(sandbox.empty());
}

TEST_CASE("sandbox: knows how its command ended, whatever signals its parent ignores") {
    const Sandbox sandbox;
    tests::Spawn spawn = sandbox.spawn({"--", "sh", "-c", "exit 7"});
    spawn.in_child = [] { ::signal(SIGCHLD, SIG_IGN); };
    CHECK(tests::run(spawn).status == 7);
    CHECK(sandbox.empty());
}

TEST_CASE("sandbox: its command talks to a calld of its own, in a folder of its own") {
    const Sandbox sandbox;
    const std::string command =
        "callctl clock advance 90s --field now && callctl account deposit 2 50 --field balance && "
        "stat -c %a $(dirname $CALLCTL_SOCKET) && callctl status --field pid";
    const Finished inside =
        sandbox.run({"--clock", "manual", "--host-share", "70", "--", "sh", "-c", command});
    INFO(inside.out << inside.err);
    CHECK(inside.status == 0);
    const std::string expected = "1767225690000\n50\n700\n";
    REQUIRE(inside.out.starts_with(expected));
    const auto pid = static_cast<pid_t>(std::stol(inside.out.substr(expected.size())));
    CHECK(::kill(pid, 0) == -1);  // its calld has gone
    CHECK(sandbox.empty());
}

TEST_CASE("sandbox: says so when it fails itself") {
    const Sandbox sandbox;
    const Finished no_such_option = sandbox.run({"--no-such-option", "--", "true"});
    CHECK((no_such_option.status == 125 || no_such_option.status == 2));
    for (const char* option : {"--db", "--socket"}) {
        const Finished refused = sandbox.run({option, "x", "--", "true"});
        CHECK((refused.status == 125 || refused.status == 2));
        CHECK(refused.err.find(option) != std::string::npos);
    }
    CHECK(sandbox.run({"--host-share", "900", "--", "true"}).status == 125);
    CHECK(sandbox.run({"--from", "nowhere.db", "--", "true"}).status != 0);
    CHECK(sandbox.empty());
}

TEST_CASE("sandbox: --keep leaves its folder and says where") {
    const Sandbox sandbox;
    const Finished kept = sandbox.run({"--keep", "--", "true"});
    CHECK(kept.status == 0);
    int folders = 0;
    for (const auto& entry : std::filesystem::directory_iterator(sandbox.folder().path())) {
        ++folders;
        CHECK(kept.err.find(entry.path().string()) != std::string::npos);
    }
    CHECK(folders == 1);
}

TEST_CASE("sandbox: --from works on a copy") {
    tests::Daemon daemon({"--db", "calld.db"});
    daemon.connect().call("deposit", {{"userId", 2}, {"amount", 70}});
    const auto copy = daemon.folder() / "copy.db";
    daemon.connect().call("backup", {{"path", copy.string()}});
    const std::string before = tests::read_file(copy);

    const Sandbox sandbox;
    const Finished inside =
        sandbox.run({"--clock", "manual", "--from", copy.string(), "--", "sh", "-c",
                     "callctl account deposit 2 5 --field balance && callctl audit -q"});
    INFO(inside.err);
    CHECK(inside.status == 0);
    CHECK(inside.out == "75\n");
    CHECK(tests::read_file(copy) == before);
    CHECK(sandbox.empty());
}

TEST_CASE("sandbox: cleans up when it is told to stop") {
    const Sandbox sandbox;
    // A command that nothing but the signal ends: not even the end of its input.
    tests::Process process(sandbox.spawn(
        {"--", "sh", "-c", "callctl status --field pid; echo $$; exec tail -f /dev/null"}));
    const auto calld = static_cast<pid_t>(std::stol(process.read_line().value_or("0")));
    REQUIRE(calld > 0);
    REQUIRE(process.read_line());
    process.signal(SIGTERM);
    CHECK(process.wait().status == 128 + SIGTERM);
    CHECK(::kill(calld, 0) == -1);
    CHECK(sandbox.empty());
}
