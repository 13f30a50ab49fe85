#include <csignal>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/support/daemon.h"
#include "tests/support/terminal.h"

// callctl top on a terminal: what it does to it, and that it gives it back however it ends.

namespace {

using tests::Daemon;
using tests::Finished;
using tests::Terminal;

const std::string other_screen = "\x1b[?1049h";
const std::string first_screen = "\x1b[?1049l";
const std::string cursor_shown = "\x1b[?25h";

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

void talk(Daemon& daemon) {
    auto connection = daemon.connect();
    connection.call("deposit", {{"userId", 2}, {"amount", 1000}});
    connection.call("dialWithRtcValue", {{"hostUserId", 1},
                                         {"guestUserId", 2},
                                         {"direct", false},
                                         {"mode", "EACH"},
                                         {"periodMills", 60'000},
                                         {"price", 100}});
    connection.call("heartbeat", {{"callId", 1}, {"userId", 1}});
    connection.call("heartbeat", {{"callId", 1}, {"userId", 2}});
}

Terminal top_of(const Daemon& daemon, std::vector<std::string> options = {},
                unsigned short columns = 80, unsigned short rows = 24) {
    options.insert(options.begin(), "top");
    tests::Spawn spawn = daemon.callctl_spawn(options);
    spawn.env["TERM"] = "xterm";
    return {std::move(spawn), columns, rows};
}

void check_given_back(Terminal& terminal) {
    const std::string last = terminal.rest();
    CHECK(contains(last, cursor_shown));
    REQUIRE(contains(last, first_screen));
    CHECK(last.find(";1H", last.find(first_screen)) == std::string::npos);  // nothing is drawn
    CHECK(terminal.as_usual());
}

}  // namespace

TEST_CASE("top: shows the calls on the other screen, and q gives the terminal back") {
    Daemon daemon;
    talk(daemon);
    Terminal terminal = top_of(daemon);
    CHECK(contains(terminal.read_until("1\x1b[0m talking"), other_screen));
    CHECK(contains(terminal.read_until("10m"), "100/1m"));  // LEFT
    CHECK(!terminal.as_usual());
    terminal.type("\x1b[Ax");  // an arrow, and a key that means nothing
    terminal.type("q");
    CHECK(terminal.wait() == 0);
    check_given_back(terminal);
}

TEST_CASE("top: what happens is seen without a key") {
    Daemon daemon;
    Terminal terminal = top_of(daemon, {"--interval", "100ms"});
    terminal.read_until("0\x1b[0m live");
    talk(daemon);
    terminal.read_until("100/1m");
    terminal.type("q");
    CHECK(terminal.wait() == 0);
}

TEST_CASE("top: Ctrl-C and other signals end it with their status, the terminal given back") {
    Daemon daemon;
    {
        Terminal terminal = top_of(daemon);
        terminal.read_until("live");
        terminal.type("\x03");
        CHECK(terminal.wait() == 130);
        check_given_back(terminal);
    }
    for (const int number : {SIGTERM, SIGHUP, SIGQUIT}) {
        Terminal terminal = top_of(daemon);
        terminal.read_until("live");
        terminal.process().signal(number);
        CHECK(terminal.wait() == 128 + number);
        check_given_back(terminal);
    }
}

TEST_CASE("top: a time limit ends it as it ends others, the terminal given back") {
    Daemon daemon;
    Terminal terminal = top_of(daemon, {"--timeout", "300ms"});
    CHECK(terminal.wait() == 10);
    const std::string all = terminal.rest();
    const std::size_t given_back = all.rfind(first_screen);  // none: nothing was shown yet
    CHECK(contains(given_back == std::string::npos ? all : all.substr(given_back),
                   "callctl: timeout: "));
    CHECK(terminal.as_usual());
}

TEST_CASE("top: without a calld it leaves the terminal alone") {
    Daemon daemon;
    daemon.terminate();
    Terminal terminal = top_of(daemon);
    CHECK(terminal.wait() == 3);
    const std::string all = terminal.rest();
    CHECK(all.starts_with("callctl: unreachable: "));
    CHECK(!contains(all, "\x1b"));
}

TEST_CASE("top: a new size is painted anew") {
    Daemon daemon;
    talk(daemon);
    Terminal terminal = top_of(daemon, {"--interval", "1h"});
    terminal.read_until("100/1m");
    terminal.resize(120, 40);
    terminal.read_until("\x1b[2J");
    terminal.read_until("DIALED");  // there is room for it now
    terminal.read_until("\x1b[40;1H");
    terminal.type("q");
    CHECK(terminal.wait() == 0);
}

TEST_CASE("top: says that calld went away, and goes on when it is back") {
    Daemon daemon({"--db", "calld.db"});
    talk(daemon);
    Terminal terminal = top_of(daemon);
    terminal.read_until("100/1m");
    daemon.kill9();
    terminal.read_until("calld went away");
    daemon.start();
    terminal.read_until("pid " + std::to_string(daemon.pid()));
    terminal.type("q");
    CHECK(terminal.wait() == 0);
    check_given_back(terminal);
}

TEST_CASE("top: a calld that does not answer is told of, and q works all the same") {
    Daemon daemon;
    Terminal terminal = top_of(daemon);
    terminal.read_until("live");
    daemon.signal(SIGSTOP);
    terminal.read_until("has not answered for");
    terminal.type("q");
    CHECK(terminal.wait() == 0);
    daemon.signal(SIGCONT);
}

TEST_CASE("top: stopped by Ctrl-Z it gives the terminal back, continued it takes it again") {
    Daemon daemon;
    talk(daemon);
    tests::Spawn spawn = daemon.callctl_spawn({});
    spawn.argv = {"bash", "--norc", "--noediting", "-i"};
    spawn.env["TERM"] = "xterm";
    spawn.env["PS1"] = "ready> ";
    Terminal terminal(spawn, 80, 24);
    terminal.read_until("ready> ");
    terminal.type("callctl top\n");
    terminal.read_until("100/1m");
    terminal.type("\x1a");
    terminal.read_until(first_screen);
    terminal.read_until("ready> ");
    CHECK(terminal.as_usual());
    terminal.type("fg\n");
    terminal.read_until(other_screen);
    terminal.read_until("100/1m");
    CHECK(!terminal.as_usual());
    terminal.type("q");
    terminal.read_until(first_screen);
    terminal.read_until("ready> ");
    terminal.type("echo status-$?; exit\n");
    terminal.read_until("status-0");
    CHECK(terminal.wait() == 0);
}

TEST_CASE("top: without colors none are sent") {
    Daemon daemon;
    talk(daemon);
    Terminal terminal = top_of(daemon, {"--no-color"});
    const std::string seen = terminal.read_until("100/1m");
    for (const char* sequence : {"\x1b[1m", "\x1b[2m", "\x1b[32m"})
        CHECK(!contains(seen, sequence));
    terminal.type("q");
    CHECK(terminal.wait() == 0);
}

TEST_CASE("top: a terminal that cannot move its cursor gets one plain print") {
    Daemon daemon;
    talk(daemon);
    tests::Spawn spawn = daemon.callctl_spawn({"top"});
    spawn.env["TERM"] = "dumb";
    Terminal terminal(spawn, 80, 24);
    CHECK(terminal.wait() == 0);
    const std::string all = terminal.rest();
    CHECK(contains(all, "100/1m"));
    CHECK(!contains(all, "\x1b"));
}

TEST_CASE("top: into a pipe it prints once, for people or for scripts") {
    Daemon daemon;
    talk(daemon);
    const Finished people = daemon.callctl({"top"});
    CHECK(people.status == 0);
    CHECK(contains(people.out, "longest talks first"));
    CHECK(!contains(people.out, "\x1b"));
    const Finished scripts = daemon.callctl({"top", "-o", "json"});
    const auto document = boost::json::parse(scripts.out);
    CHECK(document.at("status").at("live").at("talking") == 1);
    CHECK(document.at("last").at("1m").at("coins") == 100);
    CHECK(document.at("calls").as_array().size() == 1);
}
