#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/support/daemon.h"
#include "tests/support/programs.h"

// The files that make calld a service of the system: held against systemd's own judge where there
// is one, and against each other.

namespace {

using tests::Finished;

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

std::string share_file(const std::string& name) {
    return tests::read_file(tests::source_folder() / "share" / name);
}

// Without the lines that verify cannot judge before anything is installed.
std::string installable(std::string text) {
    const std::string program = tests::calld_program().string();
    for (std::size_t at = text.find("/usr/sbin/calld"); at != std::string::npos;
         at = text.find("/usr/sbin/calld", at + program.size()))
        text.replace(at, std::string{"/usr/sbin/calld"}.size(), program);
    const std::size_t manual = text.find("Documentation=");
    text.erase(manual, text.find('\n', manual) - manual);
    return text;
}

Finished analyze(const tests::TempFolder& folder, std::vector<std::string> words) {
    words.insert(words.begin(), "systemd-analyze");
    return tests::run({.argv = std::move(words), .folder = folder.path()});
}

}  // namespace

TEST_CASE("service: systemd finds no fault with the units, and little that they expose") {
    const tests::TempFolder folder;
    if (analyze(folder, {"--version"}).status != 0) {
        WARN("skipped: no systemd-analyze");
        return;
    }
    for (const std::string name : {"calld.service", "calld.socket"})
        tests::write_file(folder / name, installable(share_file("systemd/" + name)));

    const Finished verified = analyze(folder, {"verify", "calld.service", "calld.socket"});
    INFO(verified.err);
    CHECK(verified.status == 0);
    CHECK_FALSE(contains(verified.err, "calld.service:"));
    CHECK_FALSE(contains(verified.err, "calld.socket:"));

    const Finished judged =
        analyze(folder, {"security", "--offline=yes", "--threshold=15", "calld.service"});
    INFO(judged.out);
    CHECK(judged.status == 0);
}

TEST_CASE("service: what would blind calld or lose its socket is not in the unit") {
    const std::string unit = share_file("systemd/calld.service");
    CHECK_FALSE(contains(unit, "\nPrivateUsers="));  // every caller's uid
    CHECK(contains(unit, "\nRuntimeDirectoryPreserve=yes\n"));
    CHECK(contains(unit, "\nRestartPreventExitStatus=2 65 74\n"));
    CHECK(contains(unit, "\nType=notify\n"));
    const std::string socket = share_file("systemd/calld.socket");
    CHECK(contains(socket, "\nListenStream=/run/calld/calld.sock\n"));
    CHECK(contains(socket, "\nSocketMode=0660\n"));
    CHECK(contains(socket, "\nSocketGroup=calld\n"));
}

TEST_CASE("service: a store that another start does not mend ends with a status of its own") {
    tests::Daemon daemon({"--db", "calld.db"});
    daemon.connect().call("deposit", {{"userId", 1}, {"amount", 1}});
    daemon.terminate();
    tests::write_file(daemon.folder() / "calld.db", std::string(8192, 'x'));
    const Finished damaged = tests::run(daemon.spawn());
    INFO(damaged.err);
    CHECK(damaged.status == 65);
    CHECK(contains(damaged.err, "calld.db"));
}

TEST_CASE("service: what ends calld is in its log file as well") {
    tests::Daemon daemon({"--db", "calld.db", "--log-target", "service.log"});
    daemon.terminate();
    tests::write_file(daemon.folder() / "calld.db", std::string(8192, 'x'));
    CHECK(tests::run(daemon.spawn()).status == 65);
    CHECK(contains(tests::read_file(daemon.folder() / "service.log"), "error: "));
}

TEST_CASE("service: the nightly commands are commands of callctl") {
    const std::string table = share_file("cron.d/calld");
    std::size_t jobs = 0;
    for (std::size_t at = table.find("  callctl "); at != std::string::npos;
         at = table.find("  callctl ", at + 1)) {
        const std::size_t word = at + std::string{"  callctl "}.size();
        const std::string name = table.substr(word, table.find(' ', word) - word);
        const tests::TempFolder folder;
        const Finished help = tests::run({.argv = {tests::callctl_program().string(), "help", name},
                                          .env = tests::clean_environment(folder.path())});
        INFO(name << ": " << help.err);
        CHECK(help.status == 0);
        ++jobs;
    }
    CHECK(jobs == 5);
}
