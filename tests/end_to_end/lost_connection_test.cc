#include <filesystem>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/support/daemon.h"
#include "tests/support/listener.h"

// What callctl makes of a connection that ends at an odd moment.

namespace {

using tests::Daemon;
using tests::Finished;

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

// Takes one connection, reads a line and hangs up.
class HangsUp {
  public:
    HangsUp()
        : thread_([this] {
              const tests::FileDescriptor taken(::accept(listener_.socket(), nullptr, nullptr));
              char byte = 0;
              while (::read(taken.get(), &byte, 1) == 1 && byte != '\n') {
              }
          }) {}
    ~HangsUp() {
        ::shutdown(listener_.socket(), SHUT_RDWR);  // where nobody came
        thread_.join();
    }
    HangsUp(const HangsUp&) = delete;
    HangsUp& operator=(const HangsUp&) = delete;

    [[nodiscard]] Finished callctl(std::vector<std::string> words) const {
        return listener_.callctl(std::move(words));
    }

  private:
    tests::Listener listener_{1};
    std::thread thread_;
};

Finished shell(const Daemon& daemon, const std::string& line) {
    tests::Spawn spawn = daemon.callctl_spawn({});
    spawn.argv = {"bash", "-c", line};
    return tests::run(spawn);
}

}  // namespace

TEST_CASE("lost: a connection that dies behind a change leaves its outcome unknown: 10") {
    const HangsUp rude;
    const Finished change = rude.callctl({"account", "deposit", "2", "5"});
    CHECK(change.status == 10);
    CHECK(contains(change.err, "--request-id ctl-"));
}

TEST_CASE("lost: a batch whose connection ends while its input goes on does not end well") {
    Daemon daemon;
    const Finished batch = shell(
        daemon, "{ echo ping; until grep -q ok out 2>/dev/null; do sleep 0.01; done; kill -9 " +
                    std::to_string(daemon.pid()) +
                    "; until [ -e ended ]; do sleep 0.01; done; echo ping; } | "
                    "{ callctl batch >out; status=$?; : >ended; exit $status; }");
    INFO(batch.err);
    CHECK(batch.status == 3);
    CHECK(contains(batch.err, "1 command, 0 failed"));
    CHECK(contains(batch.err, "the lines after these were not tried"));
}

TEST_CASE("lost: one connection too many is told so, though nothing was asked yet") {
    Daemon daemon({"--max-connections", "1"});
    const auto held = daemon.connect();
    daemon.wait_until("the refusal", [&] { return shell(daemon, "callctl ping").status == 11; });
    // The input stays open until callctl has ended by itself.
    const std::string waits = "until [ -e ended ]; do sleep 0.01; done | ";
    const auto ended = [](const std::string& command) {
        return "{ " + command + "; status=$?; : >ended; exit $status; }";
    };
    const Finished batch = shell(daemon, waits + ended("callctl batch"));
    CHECK(batch.status == 11);
    CHECK(contains(batch.err, "takes no more than 1 connections"));
    std::filesystem::remove(daemon.folder() / "ended");
    const Finished rpc = shell(daemon, waits + ended("callctl rpc -"));
    CHECK(rpc.status == 3);
    CHECK(contains(rpc.out, "takes no more than 1 connections"));
    CHECK_FALSE(contains(rpc.err, "were not answered"));
}
