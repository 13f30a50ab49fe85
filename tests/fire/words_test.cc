#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/support/daemon.h"

// Names that would move a cursor or forge a line: in settings, on the wire, and back from it.

namespace {

using tests::Daemon;
using tests::Finished;
namespace json = boost::json;

// ESC, a new line, one of C1 as UTF-8 and as a bare byte, and a line separator.
const std::string evil =
    "a\x1b[31mb\nforged\xc2\x9b[2Jc\x9b"
    "1md\xe2\x80\xa8"
    "e";

bool plain(const std::string& text) {
    return std::ranges::all_of(text, [](char c) { return c == '\n' || (c >= ' ' && c <= '~'); });
}

// Refused, in one line that is fit to be seen.
void check_one_line(const Finished& finished) {
    INFO(finished.err);
    CHECK(finished.status != 0);
    CHECK(finished.status < 128);
    CHECK(plain(finished.err));
    CHECK(std::ranges::count(finished.err, '\n') == 1);
}

Finished calld(const Daemon& daemon, const std::vector<std::string>& options) {
    tests::Spawn spawn = daemon.spawn();
    spawn.argv.insert(spawn.argv.end(), {"--socket", (daemon.folder() / "other.sock").string()});
    spawn.argv.insert(spawn.argv.end(), options.begin(), options.end());
    return tests::run(spawn);
}

}  // namespace

TEST_CASE("fire: what calld says of odd settings is plain") {
    Daemon daemon;
    for (const char* option : {"--config", "--viewer-group", "--socket-group", "--ring-timeout",
                               "--clock", "--start-time", "--socket-mode", "--log-level"}) {
        INFO(option);
        check_one_line(calld(daemon, {option, evil}));
    }
    check_one_line(calld(daemon, {"--" + evil}));
    check_one_line(calld(daemon, {"--db", "/proc/" + evil + "/x/\xff"}));
    check_one_line(calld(daemon, {"--log-target", "/proc/" + evil}));
    check_one_line(calld(daemon, {"--socket", "/proc/" + evil + "/s"}));
}

TEST_CASE("fire: what calld says of an odd file of settings is plain") {
    Daemon daemon;
    const auto config = daemon.folder() / "calld.toml";
    const std::vector<std::string> texts{"\"" + evil + "\" = 1\n", "\"a\\u001bb\\u2028c\" = 1\n",
                                         "ring-timeout = \"a\\u001b\\u009b\\u2028\"\n",
                                         "ring-timeout = \"x\x1b[31m\"\n", "\x1b]0;x\x07\n"};
    for (const std::string& text : texts) {
        tests::write_file(config, text);
        check_one_line(calld(daemon, {"--config", config.string()}));
    }
}

TEST_CASE("fire: a store, a log and a socket with odd names are told of in plain words") {
    Daemon daemon({"--db", evil + ".db"});
    auto connection = daemon.connect();
    connection.send_line(evil);  // two lines, by its own new line
    REQUIRE(connection.read_line());
    REQUIRE(connection.read_line());
    CHECK(connection.code("a\x1b[31m\nb\u2028c") != 0);
    CHECK(connection.code("backup", {{"path", "/proc/" + std::string("a\x1b[31m\nb\u2028c")}}) !=
          0);
    CHECK(daemon.terminate() == 0);
    CHECK(daemon.log().find("forged") != std::string::npos);
    CHECK(plain(daemon.log()));
    CHECK(daemon.log().find("\nforged") == std::string::npos);
}

TEST_CASE("fire: what callctl says of odd words is plain") {
    Daemon daemon;
    for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
             {evil},
             {"get", evil},
             {"list", "--" + evil},
             {"rpc", evil},
             {"--socket", "/proc/" + evil, "ping"},
             {"batch", evil},
             {"backup", "/proc/" + evil},
             {"account", "deposit", "1", evil},
             {"account", "deposit", "1", "5", "--request-id", evil}}) {
        const Finished finished = daemon.callctl(words);
        INFO(words[0] << ": " << finished.err << finished.out);
        CHECK(finished.status != 0);
        CHECK(plain(finished.err));
    }
}
