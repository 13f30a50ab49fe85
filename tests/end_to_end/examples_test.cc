#include <string>

#include <catch2/catch.hpp>

#include "tests/support/process.h"
#include "tests/support/programs.h"
#include "tests/support/temp_folder.h"

// The scripts in share/examples, in a sandbox with the manual clock.

namespace {

// What the script says, which is run with $examples for the folder of the examples.
std::string run(const std::string& script) {
    const tests::TempFolder folder;
    const std::string begin = R"sh(
        set -eu
        settled() { until "$@" >/dev/null 2>&1; do sleep 0.02; done; }
        reached() { [ "$(cat "$2")" -ge "$1" ]; }
        stop() { { kill "$job" && wait "$job"; } 2>/dev/null || true; }
        )sh";
    tests::Spawn spawn{.argv = {tests::callctl_program().string(), "sandbox", "--clock", "manual",
                                "--", "sh", "-c", begin + script},
                       .env = tests::clean_environment(folder.path()),
                       .folder = folder.path(),
                       .merged = true};
    spawn.env["examples"] = (tests::source_folder() / "share/examples").string();
    const tests::Finished finished = tests::run(spawn);
    INFO(finished.out);
    CHECK(finished.status == 0);
    return finished.out;
}

const std::string dial_with_250 = R"sh(
callctl account deposit 2 250 -q >/dev/null
callctl dial 1 2 --price 100 --mode each --period 1m -q >/dev/null
)sh";
const std::string talk = "callctl heartbeat 1 1 -q; callctl heartbeat 1 2 -q\n";

}  // namespace

TEST_CASE("examples: a call card pays for the first period, once, however often it looks") {
    CHECK(run(dial_with_250 + R"sh(
        echo 2 >cards; echo 0 >cards.cursor
        "$examples/call-card" cards & job=$!
        settled reached 4 cards.cursor
        stop
        echo 0 >cards.cursor
        "$examples/call-card" cards & job=$!
        settled reached 4 cards.cursor
        stop
        )sh" + talk +
              R"sh(
        callctl clock advance 61s --alive 1 -q
        callctl tickets 1 --field ticketId,paid,earned,free
        callctl account show 2 --field balance)sh") ==
          "call 1: the first period is free for guest 2\n"
          "call 1: the first period is free for guest 2\n"
          "1\t0\t100\ttrue\n"
          "2\t100\t100\tfalse\n"
          "150\n");
}

TEST_CASE("examples: a call card is not for others, and a call that is over is passed by") {
    CHECK(run(dial_with_250 + R"sh(
        callctl dial 3 4 --price 0 --mode once -q >/dev/null
        callctl hang --all -q >/dev/null
        printf '22\n4\n' >cards; echo 0 >cards.cursor
        "$examples/call-card" cards & job=$!
        settled reached 8 cards.cursor
        stop
        callctl tickets -q)sh")
              .empty());
}

TEST_CASE("examples: a guest is warned in his last paid period, unless the call is over") {
    CHECK(run(dial_with_250 + talk + R"sh(
        callctl clock advance 90s --alive 1 -q
        echo 0 >low-funds.cursor
        "$examples/low-funds" echo warn >warned & job=$!
        settled grep -q warn warned
        stop
        cat warned
        callctl clock advance 60s --alive 1 -q
        echo 0 >low-funds.cursor
        "$examples/low-funds" false & job=$!
        settled reached 12 low-funds.cursor
        stop)sh") == "warn 2 50 1767225720000\n");
}

TEST_CASE("examples: a warning that could not be given is given later") {
    CHECK(run(dial_with_250 + talk + R"sh(
        callctl clock advance 90s --alive 1 -q
        echo 0 >low-funds.cursor
        "$examples/low-funds" false 2>/dev/null || echo "ended with $?"
        "$examples/low-funds" echo warn >warned & job=$!
        settled grep -q warn warned
        stop
        cat warned)sh") == "ended with 1\nwarn 2 50 1767225720000\n");
}

TEST_CASE("examples: hosts are paid for a day once, and the list is the same each time") {
    CHECK(run(dial_with_250 + talk + R"sh(
        callctl clock advance 90s --alive 1 -q
        callctl dial 3 2 -q --price 30 --mode once >/dev/null 2>&1 || callctl hang 1 -q
        callctl dial 3 2 -q --price 30 --mode once >/dev/null
        callctl heartbeat 2 3 -q; callctl heartbeat 2 2 -q
        callctl clock set 2026-01-02T04:00:00Z -q
        "$examples/settle-hosts" 2026-01-01
        echo again; "$examples/settle-hosts" 2026-01-01
        callctl account list --field userId,balance
        callctl audit --field ok)sh") ==
          "1\t200\n3\t30\nagain\n1\t200\n3\t30\n1\t0\n2\t20\n3\t0\ntrue\n");
}

TEST_CASE("examples: a host who has taken his money out is told of, and the others are paid") {
    const std::string said = run(dial_with_250 + talk + R"sh(
        callctl hang 1 -q
        callctl dial 3 2 -q --price 30 --mode once >/dev/null
        callctl heartbeat 2 3 -q; callctl heartbeat 2 2 -q
        callctl account withdraw 1 60 -q >/dev/null
        callctl clock set 2026-01-02T04:00:00Z -q
        "$examples/settle-hosts" 2026-01-01 2>errors || echo "status $?"
        grep settle-hosts errors)sh");
    CHECK(said == "3\t30\nstatus 1\nsettle-hosts: host 1 earned 100 but has taken money out\n");
}
