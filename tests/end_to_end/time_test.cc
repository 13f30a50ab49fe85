#include <algorithm>
#include <string>

#include <catch2/catch.hpp>

#include "tests/end_to_end/crash_plan.h"
#include "tests/support/daemon.h"

// A history depends on the commands and their times only: not on how often somebody looked at the
// clock in between.

namespace {

using tests::Connection;
namespace json = boost::json;

constexpr std::uint64_t seed = 20260101;
constexpr int commands = 1500;

void advance_in_one(Connection& connection, std::int64_t by) {
    connection.call("clock", {{"advance", by}});
}

void advance_in_pieces(Connection& connection, std::int64_t by, tests::CrashPlan& plan) {
    while (by > 0) {
        const auto piece = std::min(by, 1 + plan.number(3000));
        connection.call("clock", {{"advance", piece}});
        by -= piece;
    }
}

// The reply without its id.
json::object answer(Connection& connection, const tests::PlannedRequest& request) {
    json::object reply = connection.request(request.method, request.params);
    reply.erase("id");
    return reply;
}

void note_call(const json::object& reply, tests::CrashPlan& plan) {
    const auto* result = reply.if_contains("result");
    if (result == nullptr) return;
    plan.saw_call({result->at("callId").as_int64(), result->at("hostUserId").as_int64(),
                   result->at("guestUserId").as_int64()});
}

}  // namespace

TEST_CASE("time: one long move of the clock and many short ones make the same history") {
    tests::Daemon coarse_daemon({"--host-share", "70"});
    tests::Daemon fine_daemon({"--host-share", "70"});
    Connection coarse = coarse_daemon.connect();
    Connection fine = fine_daemon.connect();
    tests::CrashPlan plan(seed);
    tests::CrashPlan pieces(seed + 1);
    for (int i = 0; i < commands; ++i) {
        const auto request = plan.next();
        INFO(i << ": " << request.method << " " << json::serialize(request.params));
        if (request.method == "clock") {
            const auto by = request.params.at("advance").as_int64() * (1 + plan.number(4));
            advance_in_one(coarse, by);
            advance_in_pieces(fine, by, pieces);
            continue;
        }
        const auto reply = answer(coarse, request);
        REQUIRE(reply == answer(fine, request));
        if (request.method == "dialWithRtcValue") note_call(reply, plan);
    }
    for (const char* rows : {"records", "tickets", "accounts", "listAll"}) {
        INFO(rows);
        CHECK(coarse.call(rows, {{"limit", 10000}}) == fine.call(rows, {{"limit", 10000}}));
    }
    CHECK(coarse.call("audit").at("ok") == true);
    CHECK(coarse.call("tickets").at("tickets").as_array().size() > 50);
}
