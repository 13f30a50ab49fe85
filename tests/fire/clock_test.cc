#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <string>

#include <catch2/catch.hpp>

#include "tests/support/daemon.h"

// A wall clock that jumps, and a process that stands still.

namespace {

using tests::Connection;
using tests::Daemon;
namespace json = boost::json;

// Debian's faketime package.
std::string faketime_or_skip() {
    for (const char* path : {"/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1",
                             "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1"}) {
        if (std::filesystem::exists(path)) return path;
    }
    WARN("skipped: no libfaketime");
    return {};
}

// A calld whose wall clock is the machine's and what the file says more; its steady clock is real.
class Shifted {
  public:
    explicit Shifted(const std::string& library)
        : file_(folder_ / "shift"), daemon_(options(), [library, file = file_.string()] {
              ::setenv("LD_PRELOAD", library.c_str(), 1);
              ::setenv("FAKETIME_NO_CACHE", "1", 1);
              ::setenv("FAKETIME_DONT_FAKE_MONOTONIC", "1", 1);
              tests::write_file(file, "+0");
              ::setenv("FAKETIME_TIMESTAMP_FILE", file.c_str(), 1);
          }) {}

    void shift(const std::string& by) const { tests::write_file(file_, by); }
    Daemon& daemon() { return daemon_; }

  private:
    static std::vector<std::string> options() {
        return {"--clock", "real", "--db", "calld.db", "--heartbeat-timeout", "5s"};
    }

    tests::TempFolder folder_;
    std::filesystem::path file_;
    Daemon daemon_;
};

// A call that talks, at 10 coins a second, with 1000 to spend.
void begin_talk(Connection& connection) {
    connection.call("deposit", {{"userId", 2}, {"amount", 1000}});
    connection.call("dialWithRtcValue", {{"hostUserId", 1},
                                         {"guestUserId", 2},
                                         {"direct", false},
                                         {"mode", "EACH"},
                                         {"periodMills", 3'600'000},
                                         {"price", 10}});
    for (const int user : {1, 2}) connection.call("heartbeat", {{"callId", 1}, {"userId", user}});
}

json::value the_call(Connection& connection) {
    return connection.call("getCall", {{"callId", 1}});
}

}  // namespace

TEST_CASE("fire: a wall clock a day back changes nothing") {
    const std::string library = faketime_or_skip();
    if (library.empty()) return;
    Shifted shifted(library);
    Connection connection = shifted.daemon().connect();
    begin_talk(connection);
    const auto before = connection.call("clock").at("now").as_int64();
    shifted.shift("-1d");
    REQUIRE_FALSE(tests::ended_within(tests::watch_process(shifted.daemon().pid()), 1200));
    const auto after = connection.call("clock").at("now").as_int64();
    CHECK(after - before >= 1000);
    CHECK(after - before < 20'000);
    CHECK(the_call(connection).at("phase") == "talking");
    CHECK(the_call(connection).at("paid") == 10);
    CHECK(shifted.daemon().terminate() == 0);

    shifted.daemon().start();  // a day before its own latest time
    Connection again = shifted.daemon().connect();
    CHECK(again.call("clock").at("now").as_int64() >= after);
    CHECK(the_call(again).at("phase") == "talking");
}

TEST_CASE("fire: a wall clock a day ahead is a start, and hangs up nobody") {
    const std::string library = faketime_or_skip();
    if (library.empty()) return;
    Shifted shifted(library);
    Connection connection = shifted.daemon().connect();
    begin_talk(connection);
    const auto before = connection.call("clock").at("now").as_int64();
    shifted.shift("+1d");
    constexpr std::int64_t day = 86'400'000;
    shifted.daemon().wait_until("the jump to be noticed", [&] {
        return connection.call("clock").at("now").as_int64() - before >= day;
    });
    CHECK(the_call(connection).at("phase") == "talking");
    CHECK(the_call(connection).at("paid") == 10);
    connection.call("heartbeat", {{"callId", 1}, {"userId", 1}});
    CHECK(the_call(connection).at("paid") == 10);
    connection.call("heartbeat", {{"callId", 1}, {"userId", 2}});
    CHECK(the_call(connection).at("paid") == 250);  // each hour missed, once both are back
    Connection watcher = shifted.daemon().connect();
    watcher.call("subscribe", {{"after", 0}, {"kinds", {"start"}}});
    CHECK(watcher.read_line());
    CHECK(watcher.read_line());
    CHECK(connection.call("audit").at("ok") == true);
}

TEST_CASE("fire: stopped longer than the time-out, calld does not blame its callers") {
    Daemon daemon({"--clock", "real", "--heartbeat-timeout", "3s"});
    Connection connection = daemon.connect();
    begin_talk(connection);
    daemon.signal(SIGSTOP);
    for (const int user : {1, 2})
        connection.send_line(
            connection.make_request("heartbeat", {{"callId", 1}, {"userId", user}}));
    REQUIRE_FALSE(tests::ended_within(tests::watch_process(daemon.pid()), 5600));
    daemon.signal(SIGCONT);
    for (int i = 0; i < 2; ++i) {
        const auto reply = json::parse(*connection.read_line());
        CHECK(reply.at("result").at("phase") == "talking");
    }
    CHECK(the_call(connection).at("phase") == "talking");
    CHECK(the_call(connection).at("paid") == 10);
    CHECK(connection.call("audit").at("ok") == true);

    // Silence while it listens is another matter.
    daemon.wait_until("the silent to be hung up",
                      [&] { return the_call(connection).at("hangReason") == "host-timeout"; });
}
