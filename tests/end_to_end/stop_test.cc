#include <string>

#include <catch2/catch.hpp>

#include "tests/support/daemon.h"
#include "tests/support/pipeline.h"

// A stop while answers are on their way.

namespace {

using tests::Connection;
using tests::Daemon;

}  // namespace

TEST_CASE("stop: what the store was asked is answered, and what waited behind it") {
    Daemon daemon({"--db", "calld.db"});
    Connection client = daemon.connect();
    Connection other = daemon.connect();
    for (int burst = 0; burst < 40; ++burst) {  // what an audit takes some time over
        tests::Pipeline deposits(client);
        for (int i = 0; i < 500; ++i) deposits.queue("deposit", {{"userId", 7}, {"amount", 1}});
        deposits.flush();
        while (deposits.unanswered() > 0) REQUIRE(deposits.read().contains("result"));
    }
    // In one write, so that all of it is read once the first is answered.
    tests::Pipeline last(client);
    last.queue("status", tests::json::object());
    last.queue("audit", tests::json::object());
    last.queue("deposit", {{"userId", 7}, {"amount", 1}});
    last.flush();
    REQUIRE(last.read().contains("result"));
    other.call("shutdown");
    const auto audit = last.read();
    CHECK((audit.contains("result") || audit.at("error").at("code") == 11));
    const auto deposit = last.read();
    CHECK((deposit.contains("result") || deposit.at("error").at("code") == 11));
    CHECK(daemon.wait() == 0);
}
