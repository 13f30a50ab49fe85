#include "cli/verb.h"

#include <catch2/catch.hpp>

#include "cli/commands.h"
#include "cli/failure.h"

namespace {

using calls::cli::Failure;
using calls::cli::find_verb;
using Words = std::vector<std::string>;

std::string name_of(const Words& words) {
    const auto verb = find_verb(words);
    return verb.entry == nullptr ? "" : std::string(verb.entry->name);
}

}  // namespace

TEST_CASE("verb: options of every command may stand before it") {
    const auto verb = find_verb({"-o", "json", "--timeout=1s", "dial", "1", "2", "-q"});
    REQUIRE(verb.entry != nullptr);
    CHECK(verb.entry->name == "dial");
    CHECK(verb.words == Words{"-o", "json", "--timeout=1s", "1", "2", "-q"});
    CHECK(name_of({"--socket", "list", "status"}) == "status");
    CHECK(name_of({"rpc", "-"}) == "rpc");
}

TEST_CASE("verb: some have two words, and options may stand between") {
    CHECK(name_of({"account", "deposit", "2", "5"}) == "account deposit");
    CHECK(name_of({"account", "-o", "csv", "list"}) == "account list");
    const auto group = find_verb({"account", "-q"});
    CHECK(group.entry == nullptr);
    CHECK(group.group == "account");
}

TEST_CASE("verb: what follows -- is the command to run, where there is one") {
    const auto watch = find_verb({"watch", "--count", "1", "--", "sh", "-c", "cat", "--", "x"});
    CHECK(watch.words == Words{"--count", "1"});
    CHECK(watch.tail == Words{"sh", "-c", "cat", "--", "x"});
    const auto show = find_verb({"account", "show", "--", "-1"});
    CHECK(show.words == Words{"--", "-1"});
    CHECK(show.tail.empty());
}

TEST_CASE("verb: none, or one that is unknown") {
    CHECK(find_verb({}).entry == nullptr);
    CHECK(find_verb({"--help"}).entry == nullptr);
    CHECK_THROWS_AS(find_verb({"nonsense"}), Failure);
    try {
        find_verb({"dail", "1", "2"});
        FAIL("not refused");
    } catch (const Failure& failure) {
        CHECK(failure.exit_status() == 2);
        CHECK(failure.to_line().find("did you mean dial?") != std::string::npos);
    }
}

TEST_CASE("commands: each has a purpose, a way to be made, and a name of its own") {
    for (const auto* entry : calls::cli::all_commands()) {
        INFO(entry->name);
        CHECK(!entry->purpose.empty());
        CHECK(!entry->examples.empty());
        CHECK(entry->make() != nullptr);
        CHECK(calls::cli::find_command(entry->name) == entry);
    }
}
