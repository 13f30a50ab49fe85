#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <unistd.h>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/fire/victim.h"

// Many who want the same place, and places that somebody has prepared.

namespace {

using tests::Victim;
namespace fs = std::filesystem;

// Refused with a word that names `path`; what the planted link points to stays as it was.
void check_refused(Victim& victim, const fs::path& path) {
    INFO(path);
    REQUIRE_FALSE(victim.start());
    CHECK(victim.end() > 0);
    CHECK(victim.end() < 128);
    CHECK(victim.log().find(path.filename().string()) != std::string::npos);
    CHECK(tests::read_file(victim.folder() / "precious") == "precious");
}

}  // namespace

TEST_CASE("fire: of twenty started at once on one store, one wins") {
    Victim victim;
    std::vector<std::unique_ptr<tests::Process>> all;
    for (int i = 0; i < 20; ++i) all.push_back(std::make_unique<tests::Process>(victim.spawn()));
    const auto running = [&] {
        return std::ranges::count_if(all, [](auto& one) { return one->running(); });
    };
    const tests::Deadline deadline;
    while (running() > 1) {
        deadline.check("nineteen to give up");
        tests::ended_within(tests::watch_process(::getpid()), 5);
    }
    REQUIRE(running() == 1);
    for (auto& one : all) {
        if (one->running()) {
            while (!fs::exists(victim.socket())) deadline.check("the winner to listen");
            CHECK(victim.connect().code("ping") == 0);
            one->signal(SIGTERM);
            CHECK(one->wait().status == 0);
        } else {
            const auto lost = one->wait();
            CHECK(lost.status == 75);
            CHECK(!lost.err.empty());
        }
    }
    REQUIRE(victim.start());
    CHECK(victim.connect().call("audit").at("ok") == true);
}

TEST_CASE("fire: links planted where calld puts its files are not followed") {
    for (const char* name : {"calld.sock", "calld.sock.lock", "calld.db.lock"}) {
        Victim victim;
        tests::write_file(victim.folder() / "precious", "precious");
        fs::create_symlink(victim.folder() / "precious", victim.folder() / name);
        check_refused(victim, victim.folder() / name);
    }
}

TEST_CASE("fire: a store that is a link to something else leaves that alone") {
    for (const char* name : {"calld.db", "calld-journal.db"}) {
        Victim victim;
        tests::write_file(victim.folder() / "precious", "precious");
        fs::create_symlink(victim.folder() / "precious", victim.folder() / name);
        INFO(name);
        REQUIRE_FALSE(victim.start());
        CHECK(victim.end() == 65);
        CHECK(tests::read_file(victim.folder() / "precious") == "precious");
    }
}

TEST_CASE("fire: a path too long for a socket is refused with the length that fits") {
    Victim victim({"--socket", "/tmp/" + std::string(120, 's')});
    REQUIRE_FALSE(victim.start());
    CHECK(victim.log().find("107") != std::string::npos);
}
