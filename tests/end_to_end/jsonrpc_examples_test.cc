#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/support/daemon.h"
#include "tests/support/data.h"

// The examples of the JSON-RPC 2.0 specification. Their methods are not ours: "no such method"
// stands wherever they have a result. All else must be as they say: ids, codes, and silence.

namespace {

using tests::Connection;
namespace json = boost::json;

json::object shape_of(const json::object& reply) {
    REQUIRE(reply.at("jsonrpc") == "2.0");
    json::object shape{{"id", reply.at("id")}};
    const auto* error = reply.if_contains("error");
    shape["code"] = error == nullptr ? json::value(-32601) : error->at("code");
    if (error != nullptr) REQUIRE(error->at("message").is_string());
    return shape;
}

// Replies within a batch may come in any order.
std::vector<std::string> shapes_of(const json::value& reply) {
    std::vector<std::string> shapes;
    if (const auto* batch = reply.if_array()) {
        for (const auto& one : *batch) shapes.push_back(json::serialize(shape_of(one.as_object())));
        std::ranges::sort(shapes);
    } else {
        shapes.push_back(json::serialize(shape_of(reply.as_object())));
    }
    return shapes;
}

// What comes back before the reply to a ping that is sent right behind.
std::vector<json::value> replies_before_ping(Connection& connection, const std::string& line) {
    connection.send_line(line);
    connection.send_line(R"({"jsonrpc":"2.0","id":"behind","method":"ping"})");
    std::vector<json::value> replies;
    while (true) {
        const auto reply = connection.read_line();
        REQUIRE(reply);
        replies.push_back(json::parse(*reply));
        const auto* object = replies.back().if_object();
        if (object == nullptr || object->at("id") != "behind") continue;
        replies.pop_back();
        return replies;
    }
}

}  // namespace

TEST_CASE("json-rpc: the specification's own examples") {
    const auto file = tests::data_or_skip("jsonrpc/jsonrpc2-spec-examples.jsonl");
    if (!file) return;
    tests::Daemon daemon;
    Connection connection = daemon.connect();
    std::ifstream examples(*file);
    std::string line;
    int count = 0;
    while (std::getline(examples, line)) {
        const json::value example = json::parse(line);
        INFO(line);
        ++count;
        const auto replies =
            replies_before_ping(connection, std::string(example.at("request").as_string()));
        const json::value& expected = example.at("response");
        if (expected.is_null()) {
            CHECK(replies.empty());
            continue;
        }
        REQUIRE(replies.size() == 1);
        CHECK(replies[0].is_array() == expected.is_array());
        CHECK(shapes_of(replies[0]) == shapes_of(expected));
    }
    CHECK(count == 15);
}

TEST_CASE("json-rpc: a batch carries out what it can, in order") {
    tests::Daemon daemon;
    Connection connection = daemon.connect();
    const auto replies = replies_before_ping(
        connection,
        R"([{"jsonrpc":"2.0","id":1,"method":"deposit","params":{"userId":2,"amount":500}},)"
        R"({"jsonrpc":"2.0","method":"deposit","params":{"userId":2,"amount":30}},)"
        R"({"jsonrpc":"2.0","id":null,"method":"nothing"},)"
        R"({"jsonrpc":"2.0","id":"a","method":"account","params":{"userId":2}}])");
    REQUIRE(replies.size() == 1);
    const auto& batch = replies[0].as_array();
    REQUIRE(batch.size() == 3);
    CHECK(batch[0].at("result").at("balance") == 500);
    CHECK(batch[1].at("error").at("code") == -32601);
    CHECK(batch[1].at("id").is_null());
    CHECK(batch[2].at("id") == "a");
    CHECK(batch[2].at("result").at("balance") == 530);
}

TEST_CASE("json-rpc: params by position for the seed's six, and for no other") {
    tests::Daemon daemon;
    Connection connection = daemon.connect();
    connection.call("deposit", {{"userId", 2}, {"amount", 1000}});
    const auto call =
        connection.call("dialWithRtcValue", json::array{1, 2, false, json::object{{"3", 33}}});
    CHECK(call.at("callId") == 1);
    CHECK(call.at("value").at(2) == 33);
    CHECK(connection.call("heartbeat", json::array{1, 1}).at("phase") == "connecting");
    CHECK(connection.call("heartbeat", json::array{1, 2}).at("phase") == "talking");
    CHECK(
        connection.call("updateCounts", json::array{1, json::object{{"3", 4}}}).at("value").at(2) ==
        4);
    CHECK(connection.call("incrCounts", json::array{1, json::object{{"3", 4}}}).at("value").at(2) ==
          8);
    connection.call("publishServer", {{"userId", 1},
                                      {"resourceId", "call-1"},
                                      {"moduleEnum", "CALL"},
                                      {"mode", "EACH"},
                                      {"periodMills", 60000},
                                      {"price", 10}});
    const auto ticket = connection.call("ticketByResourceId", json::array{2, 1, "call-1", false});
    CHECK(ticket.at("price") == 10);
    CHECK(connection.call("hang", json::array{1, 2}).at("phase") == "ended");
    CHECK(connection.code("deposit", json::array{2, 1000}) == -32602);
}
