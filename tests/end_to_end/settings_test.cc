#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/support/daemon.h"
#include "tests/support/programs.h"

// calld's options, environment and file.

namespace {

using tests::Daemon;
using tests::Finished;

// calld with these words and nothing else.
Finished calld(const tests::TempFolder& folder, std::vector<std::string> words) {
    words.insert(words.begin(), tests::calld_program().string());
    return tests::run({.argv = std::move(words),
                       .env = tests::clean_environment(folder.path()),
                       .folder = folder.path()});
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

// What the host earns of a ticket of 100 coins.
std::int64_t earned(Daemon& daemon) {
    auto connection = daemon.connect();
    connection.call("deposit", {{"userId", 2}, {"amount", 100}});
    connection.call("publishServer", {{"userId", 1},
                                      {"resourceId", "album"},
                                      {"moduleEnum", "CHAT"},
                                      {"mode", "ONCE"},
                                      {"price", 100}});
    return connection
        .call("ticketByResourceId", {{"userId", 2}, {"provideUserId", 1}, {"resourceId", "album"}})
        .at("earned")
        .as_int64();
}

}  // namespace

TEST_CASE("settings: --version and --check-config answer and end") {
    const tests::TempFolder folder;
    const Finished version = calld(folder, {"--version"});
    CHECK(version.status == 0);
    CHECK(contains(version.out, "0.1.0"));

    tests::write_file(folder / "good.toml", "host-share = 70\nring-timeout = \"20s\"\n");
    CHECK(calld(folder, {"--config", "good.toml", "--check-config"}).status == 0);
}

TEST_CASE("settings: a bad file is refused with its line") {
    const tests::TempFolder folder;
    const auto refused_at = [&](const std::string& text, const std::string& line) {
        tests::write_file(folder / "bad.toml", text);
        const Finished finished = calld(folder, {"--config", "bad.toml", "--check-config"});
        INFO(text << "\n" << finished.err);
        CHECK(finished.status == 2);
        CHECK(contains(finished.err, "bad.toml"));
        CHECK(contains(finished.err, line));
    };
    refused_at("host-share = 70\n\ncolour = \"red\"\n", "3");
    refused_at("host-share = 70\nring-timeout = [\n", "2");
    refused_at("host-share = 170\n", "1");
    refused_at("# one\n# two\nring-timeout = \"soon\"\n", "3");
    refused_at("host-share = \"many\"\n", "1");
}

TEST_CASE("settings: an unknown option and a bad value are usage errors") {
    const tests::TempFolder folder;
    CHECK(calld(folder, {"--colour", "red"}).status == 2);
    CHECK(calld(folder, {"--host-share", "101"}).status == 2);
    CHECK(calld(folder, {"--host-share", "-1"}).status == 2);
    CHECK(calld(folder, {"--ring-timeout", "soon"}).status == 2);
    CHECK(calld(folder, {"--clock", "broken"}).status == 2);
    CHECK(calld(folder, {"--credit-limit", "-5"}).status == 2);
    CHECK(calld(folder, {"--config", "nowhere.toml"}).status == 2);
    CHECK(calld(folder, {"surplus"}).status == 2);
}

TEST_CASE("settings: a flag beats the environment, which beats the file") {
    const tests::TempFolder folder;
    const auto file = folder / "calld.toml";
    tests::write_file(file, "host-share = 50\n");
    SECTION("file") {
        Daemon daemon({"--config", file.string()});
        CHECK(earned(daemon) == 50);
    }
    SECTION("environment") {
        ::setenv("CALLD_HOST_SHARE", "60", 1);
        Daemon daemon({"--config", file.string()});
        ::unsetenv("CALLD_HOST_SHARE");
        CHECK(earned(daemon) == 60);
    }
    SECTION("flag") {
        ::setenv("CALLD_HOST_SHARE", "60", 1);
        Daemon daemon({"--config", file.string(), "--host-share", "70"});
        ::unsetenv("CALLD_HOST_SHARE");
        CHECK(earned(daemon) == 70);
    }
}

TEST_CASE("settings: a manual clock starts where it is told, and never before its store") {
    Daemon plain;
    const auto now_of = [](Daemon& daemon) {
        return daemon.connect().call("clock").at("now").as_int64();
    };
    CHECK(now_of(plain) == 1767225600000);

    Daemon stored({"--db", "calld.db", "--start-time", "2026-03-01T00:00:00Z"});
    CHECK(now_of(stored) == 1772323200000);
    stored.connect().call("clock", {{"advance", 60000}});
    stored.connect().call("deposit", {{"userId", 1}, {"amount", 1}});
    stored.restart();
    CHECK(now_of(stored) == 1772323260000);
    stored.set_options({"--db", "calld.db", "--start-time", "1772323261000"});
    stored.restart();
    CHECK(now_of(stored) == 1772323261000);
}

TEST_CASE("settings: a real clock runs, and may not be moved") {
    Daemon daemon({"--clock", "real"});
    auto connection = daemon.connect();
    const auto first = connection.call("clock");
    CHECK(first.at("mode") == "real");
    CHECK(connection.code("clock", {{"advance", 1}}) == 9);
    daemon.wait_until("the clock to move", [&] {
        return connection.call("clock").at("now").as_int64() > first.at("now").as_int64();
    });
}

TEST_CASE("settings: with a real clock, deadlines pass by themselves") {
    Daemon daemon({"--clock", "real", "--ring-timeout", "200ms"});
    auto connection = daemon.connect();
    const auto call = connection.call("dialWithRtcValue",
                                      {{"hostUserId", 1}, {"guestUserId", 2}, {"direct", true}});
    auto watcher = daemon.connect();
    watcher.call("subscribe", {{"after", 0}, {"kinds", {"hang"}}});
    const auto line = watcher.read_line();
    REQUIRE(line);
    const auto event = boost::json::parse(*line).at("params");
    CHECK(event.at("data").at("hangReason") == "ring-timeout");
    CHECK(event.at("data").at("hangTime").as_int64() == call.at("dialTime").as_int64() + 200);
}

TEST_CASE("settings: SIGHUP takes the log level over from the file, and status says so") {
    const tests::TempFolder folder;
    const auto file = folder / "calld.toml";
    tests::write_file(file, "log-level = \"error\"\n");
    Daemon daemon({"--config", file.string()});
    auto connection = daemon.connect();
    const auto level = [&] {
        return connection.call("status").at("settings").at("logLevel").as_string();
    };
    CHECK(level() == "error");
    tests::write_file(file, "log-level = \"debug\"\n");
    daemon.signal(SIGHUP);
    daemon.wait_until("the other level", [&] { return level() == "debug"; });
    CHECK(contains(daemon.log(), "debug"));
}

TEST_CASE("settings: a lower credit limit and another share are for what comes") {
    Daemon daemon({"--db", "calld.db", "--credit-limit", "100", "--host-share", "70"});
    daemon.connect().call("withdraw", {{"userId", 2}, {"amount", 100}});
    CHECK(earned(daemon) == 70);
    daemon.set_options({"--db", "calld.db", "--credit-limit", "0", "--host-share", "50"});
    daemon.restart();
    auto connection = daemon.connect();
    CHECK(connection.call("account", {{"userId", 2}}).at("balance") == -100);
    CHECK(connection.code("withdraw", {{"userId", 2}, {"amount", 1}}) == 7);
    CHECK(connection.call("tickets").at("tickets").at(0).at("earned") == 70);
    CHECK(connection.call("deposit", {{"userId", 2}, {"amount", 200}}).at("balance") == 100);
    connection.call("publishServer", {{"userId", 1},
                                      {"resourceId", "poster"},
                                      {"moduleEnum", "CHAT"},
                                      {"mode", "ONCE"},
                                      {"price", 100}});
    CHECK(connection
              .call("ticketByResourceId",
                    {{"userId", 2}, {"provideUserId", 1}, {"resourceId", "poster"}})
              .at("earned") == 50);
    CHECK(connection.call("audit").at("ok") == true);
}

TEST_CASE("settings: --check-config tells of a group that there is not, with its line") {
    const tests::TempFolder folder;
    tests::write_file(folder / "bad.toml", "host-share = 70\nadmin-group = \"no-such-group\"\n");
    const Finished finished = calld(folder, {"--config", "bad.toml", "--check-config"});
    CHECK(finished.status == 2);
    CHECK(contains(finished.err, "bad.toml:2"));
    CHECK(contains(finished.err, "no-such-group"));
}
