#include <csignal>
#include <filesystem>
#include <regex>
#include <string>
#include <sys/resource.h>

#include <catch2/catch.hpp>

#include "tests/support/daemon.h"
#include "tests/support/temp_folder.h"
#include "tests/support/well_formed.h"

// `callctl report --html`: the page of a day of calls against what the table says, and what happens
// where the page cannot be written.

namespace {

using tests::Daemon;
using tests::Finished;
using tests::not_well_formed;
using tests::read_file;

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

// Ends in every way there is, with coins and without. Starts at midnight.
constexpr const char* day_of_calls =
    "account deposit 2 1000\naccount deposit 4 150\n"
    "dial 1 2 --price 100 --mode each --period 1m\nheartbeat 1 1\nheartbeat 1 2\n"
    "clock advance 90s --alive 1\nhang 1 2\n"
    "dial 3 4 --price 100 --mode each --period 1m\nheartbeat 2 3\nheartbeat 2 4\n"
    "clock advance 2h --alive 2\n"
    "dial 1 2\nhang 3 2\n"
    "dial 1 2\nhang 4 1\n"
    "dial 1 2\nclock advance 1h\n"
    "dial 1 2\nanswer 6\nclock advance 1h\n"
    "dial 1 2 --price 50 --mode once\nheartbeat 7 1\nticket 7 --free\nheartbeat 7 2\nhang 7\n"
    "publish 1 photos --price 20 --mode once --module chat\nticket 1 2 photos\n"
    "dial 5 6\n";

const std::vector<std::string> with_share{"--host-share", "80"};

void make_calls(const Daemon& daemon) {
    const Finished batch = daemon.callctl({"batch", "-q"}, day_of_calls);
    INFO(batch.err);
    REQUIRE(batch.status == 0);
}

// The words of a page, one blank between them.
std::string words_of(const std::string& page) {
    const std::string body = page.substr(page.find("<body>"));
    const std::string words = std::regex_replace(body, std::regex("<[^>]*>"), " ");
    return std::regex_replace(words, std::regex("\\s+"), " ");
}

}  // namespace

TEST_CASE("report page: shows what the table says") {
    const Daemon daemon(with_share);
    make_calls(daemon);
    const Finished made = daemon.callctl({"report", "--html", "calls.html"});
    CHECK(made.status == 0);
    CHECK(made.out.empty());
    CHECK(made.err == "callctl: wrote calls.html\n");
    const std::string page = read_file(daemon.folder() / "calls.html");
    CHECK(not_well_formed(page).empty());
    const std::string words = words_of(page);
    INFO(words);
    CHECK(contains(words, "Calls 7 1 more live Answered 57.1% 4 calls"));
    CHECK(contains(words, "Talk time 2m 30s"));
    CHECK(contains(words, "Hosts and guests 2 / 2"));
    CHECK(contains(words, "Paid by guests 320 4 paid tickets"));
    CHECK(contains(words, "Earned by hosts 296 40 for free tickets"));
    CHECK(contains(words, "Fees 64 20.0% of what was paid"));
    CHECK(contains(words, "Free tickets 1 20.0% of tickets"));
    CHECK(contains(words, "Calls per hour"));
    for (const char* reason :
         {"cancel", "reject", "hangup", "operator", "ring-timeout", "host-timeout", "no-funds"})
        CHECK(contains(words, std::string(reason) + ": 1 call, 14.3%"));
    CHECK(contains(words, "host 1: 6 calls"));
    CHECK(contains(words, "guest 2: 6 calls"));
}

TEST_CASE("report page: covers the time asked for, as the table does") {
    const Daemon daemon(with_share);
    make_calls(daemon);
    const Finished made = daemon.callctl({"report", "--html", "late.html", "--since",
                                          "2026-01-01 01:00", "--until", "2026-01-01 04:00"});
    CHECK(made.status == 0);
    const std::string words = words_of(read_file(daemon.folder() / "late.html"));
    INFO(words);
    const Finished table = daemon.callctl({"report", "--since", "2026-01-01 01:00", "--until",
                                           "2026-01-01 04:00", "--field", "calls,answered"});
    CHECK(table.out == "4\t1\n");
    CHECK(contains(words, "2026-01-01 01:00 to 2026-01-01 04:00"));
    CHECK(contains(words, "Calls 4 that ended Answered 25.0% 1 call"));
    CHECK(daemon.callctl({"report", "--html", "none.html", "--since", "2027-01-01"}).status == 0);
    CHECK(contains(read_file(daemon.folder() / "none.html"), "No calls ended"));
}

TEST_CASE("report page: is the same whatever the language of its maker") {
    const Daemon daemon(with_share);
    make_calls(daemon);
    std::string pages[2];
    for (const char* locale : {"C", "zh_CN.UTF-8"}) {
        tests::Spawn spawn = daemon.callctl_spawn({"report", "--html", "page.html"});
        spawn.env["LC_ALL"] = locale;
        CHECK(tests::run(spawn).status == 0);
        pages[locale[0] == 'C' ? 0 : 1] = read_file(daemon.folder() / "page.html");
    }
    CHECK(pages[0] == pages[1]);
    CHECK(contains(pages[0], "<meta charset=\"utf-8\""));
}

TEST_CASE("report page: tells scripts where it is, as backup does") {
    const Daemon daemon(with_share);
    make_calls(daemon);
    const Finished made = daemon.callctl({"report", "--html", "calls.html", "-o", "json"});
    CHECK(made.err.empty());
    const auto written = tests::json::parse(made.out).as_object();
    CHECK(written.at("path").as_string() == (daemon.folder() / "calls.html").string());
    CHECK(written.at("bytes").as_int64() ==
          static_cast<std::int64_t>(read_file(daemon.folder() / "calls.html").size()));
    CHECK(daemon.callctl({"report", "--html", "calls.html", "-q"}).out.empty());
    const Finished line = daemon.callctl({"batch"}, "report --html batch.html\n");
    CHECK(contains(line.out, "\"path\""));
    CHECK(std::filesystem::exists(daemon.folder() / "batch.html"));
}

TEST_CASE("report page: one that cannot be written is 12, and the old one stays") {
    const Daemon daemon(with_share);
    make_calls(daemon);
    CHECK(daemon.callctl({"report", "--html", "calls.html"}).status == 0);
    const std::string old = read_file(daemon.folder() / "calls.html");
    tests::Spawn spawn = daemon.callctl_spawn({"report", "--html", "calls.html"});
    spawn.in_child = [] {  // a disk that is full, for this process
        const rlimit none{1000, 1000};
        ::setrlimit(RLIMIT_FSIZE, &none);
        std::signal(SIGXFSZ, SIG_IGN);
    };
    const Finished full = tests::run(spawn);
    CHECK(full.status == 12);
    CHECK(full.err.starts_with("callctl: io: calls.html cannot be written: "));
    CHECK(read_file(daemon.folder() / "calls.html") == old);
    for (const auto& file : std::filesystem::directory_iterator(daemon.folder()))
        CHECK(!contains(file.path().filename().string(), ".part"));

    CHECK(daemon.callctl({"report", "--html", "/dev/full"}).status == 12);
    CHECK(std::filesystem::is_character_file("/dev/full"));
    const Finished nowhere = daemon.callctl({"report", "--html", "nowhere/calls.html"});
    CHECK(nowhere.status == 12);
    CHECK(contains(nowhere.err, "No such file or directory"));
    CHECK(daemon.callctl({"report", "--html", "/dev/stdout"}).out.starts_with("<!DOCTYPE html>"));
}

TEST_CASE("report page: stdout with a file behind it is written to, not replaced") {
    const Daemon daemon;
    tests::Spawn spawn = daemon.callctl_spawn({});
    spawn.argv = {"sh", "-c",
                  "{ echo first; callctl report --html /dev/stdout; echo last; } >mail"};
    REQUIRE(tests::run(spawn).status == 0);
    const std::string mail = tests::read_file(daemon.folder() / "mail");
    CHECK(mail.starts_with("first\n<!DOCTYPE html>"));
    CHECK(mail.ends_with("last\n"));
}
