#include "cli/parse.h"

#include <catch2/catch.hpp>

#include "cli/commands.h"
#include "cli/failure.h"
#include "cli/verb.h"

namespace {

using namespace calls::cli;
using Words = std::vector<std::string>;

Parsed parse(const Words& words, Globals& globals) {
    const Verb verb = find_verb(words);
    REQUIRE(verb.entry != nullptr);
    const auto command = verb.entry->make();
    return parse_words(*verb.entry, *command, verb.words, globals);
}

int status_of(const Words& words) {
    Globals globals;
    try {
        parse(words, globals);
        return 0;
    } catch (const Failure& failure) {
        return failure.exit_status();
    }
}

}  // namespace

TEST_CASE("parse: the options of every command") {
    Globals globals;
    CHECK(parse({"-o", "csv", "list", "--field", "callId,phase", "--field=paid", "-q", "--timeout",
                 "90s", "--times", "utc", "--no-color", "--socket", "x.sock"},
                globals) == Parsed::run);
    CHECK(globals.format == Format::csv);
    CHECK(globals.fields == Words{"callId", "phase", "paid"});
    CHECK(globals.quiet);
    CHECK(globals.timeout == std::chrono::seconds{90});
    CHECK(globals.times == TimeStyle::utc);
    CHECK(globals.no_color);
    CHECK(globals.socket == "x.sock");
}

TEST_CASE("parse: what is right") {
    for (const Words& words :
         std::vector<Words>{{"dial", "1", "2"},
                            {"dial", "--host", "1", "--guest", "2", "--direct"},
                            {"dial", "1", "2", "--set", "1=2", "--set", "9=-7"},
                            {"dial", "--set", "1=2", "1", "2"},
                            {"dial", "1", "2", "--price", "0", "--mode", "once"},
                            {"dial", "1", "2", "--price", "5", "--mode", "each", "--period", "1m"},
                            {"hang", "@2"},
                            {"hang", "--all"},
                            {"account", "show", "-1"},
                            {"account", "show", "--", "-1"},
                            {"records", "--since", "-2h", "--until", "today"},
                            {"rpc", "ping", "{}"},
                            {"rpc", "hang", "[1]"},
                            {"clock", "advance", "1h30m", "--alive", "1", "--alive", "@2"},
                            {"counts", "add", "7", "1=2", "3=-4"}}) {
        INFO(words[0] << " " << words[1]);
        CHECK(status_of(words) == 0);
    }
}

TEST_CASE("parse: nonsense is exit 2") {
    for (const Words& words :
         std::vector<Words>{{"dial", "1"},
                            {"dial", "1", "2", "3"},
                            {"dial", "one", "2"},
                            {"dial", "1", "2", "--nonsense"},
                            {"dial", "1", "2", "--price", "5"},
                            {"dial", "1", "2", "--period", "1m"},
                            {"dial", "1", "2", "--price", "5", "--mode", "once", "--period", "1m"},
                            {"dial", "1", "2", "--price", "5", "--mode", "each"},
                            {"dial", "1", "2", "--price=5", "--price=6", "--mode", "once"},
                            {"dial", "1", "2", "--set", "1=1", "--set", "1=2"},
                            {"dial", "1", "2", "--set", "10=1"},
                            {"dial", "1", "2", "--field", "colour"},
                            {"dial", "1", "2", "--request-id", ""},
                            {"show", "1", "--request-id", "x"},
                            {"show", "@"},
                            {"hang"},
                            {"hang", "1", "--all"},
                            {"list", "--user="},
                            {"list", "--limit", "0"},
                            {"list", "--last", "5", "--after", "1"},
                            {"list", "-o", "yaml"},
                            {"records", "--since", "tomorrowish"},
                            {"records", "--since", "2026-02-30"},
                            {"rpc", "hang", "{"},
                            {"rpc", "hang", "7"},
                            {"rpc", "-", "{}"},
                            {"clock", "advance", "-5s"},
                            {"account", "deposit", "2", "0"},
                            {"status", "--timeout", "never"}}) {
        INFO(words[0] << " " << words.back());
        CHECK(status_of(words) == 2);
    }
}

TEST_CASE("parse: help wins over what is missing") {
    Globals globals;
    CHECK(parse({"dial", "--help"}, globals) == Parsed::show_help);
    CHECK(parse({"dial", "--version"}, globals) == Parsed::show_version);
}

TEST_CASE("parse: errors are JSON where the output was to be") {
    CHECK(wants_json_errors({"dial", "-o", "json"}));
    CHECK(wants_json_errors({"--output=jsonl", "dial"}));
    CHECK(wants_json_errors({"-ojson", "dial"}));
    CHECK(!wants_json_errors({"-o", "csv", "dial"}));
    CHECK(!wants_json_errors({"watch", "--", "x", "-o", "json"}));
}
