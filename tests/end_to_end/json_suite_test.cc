#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/support/daemon.h"
#include "tests/support/data.h"

// A parser's test files as input lines. `n_` is no JSON, `y_` is JSON but no request, `i_` may be
// taken for either. A file with newlines inside arrives as several lines.

namespace {

using tests::Connection;
namespace json = boost::json;

const std::string ping = R"({"jsonrpc":"2.0","id":"behind","method":"ping"})";

// What comes back before the reply to a ping that is sent right behind.
std::vector<json::value> replies_to(Connection& connection, const std::string& bytes) {
    connection.send(bytes + "\n" + ping + "\n");
    std::vector<json::value> replies;
    while (true) {
        const auto reply = connection.read_line();
        REQUIRE(reply);
        json::value value = json::parse(*reply);
        const auto* object = value.if_object();
        if (object != nullptr && object->at("id") == "behind") {
            CHECK(object->at("result").at("ok") == true);
            return replies;
        }
        replies.push_back(std::move(value));
    }
}

bool is_error(const json::value& reply, std::int64_t code, const json::value& id = nullptr) {
    const auto* object = reply.if_object();
    return object != nullptr && object->contains("error") &&
           object->at("error").at("code") == code && object->at("id") == id;
}

bool all_invalid_requests(const json::value& reply) {
    if (const auto* batch = reply.if_array()) {
        return std::ranges::all_of(*batch, [](const auto& one) { return is_error(one, -32600); });
    }
    return is_error(reply, -32600);
}

// A parse error, as a line of its own.
bool refused(const json::value& reply) {
    return is_error(reply, -32700);
}

void check_file(Connection& connection, const std::filesystem::path& file) {
    const std::string name = file.filename().string();
    std::string bytes = tests::read_file(file);
    while (bytes.ends_with('\n')) bytes.pop_back();
    const bool many_lines = bytes.find('\n') != std::string::npos;
    INFO(name);
    const auto replies = replies_to(connection, bytes);
    if (many_lines || name.starts_with("i_")) {
        for (const auto& reply : replies) CHECK((refused(reply) || all_invalid_requests(reply)));
        return;
    }
    if (bytes.find_first_not_of(" \t\r") == std::string::npos) {
        CHECK(replies.size() <= 1);  // blank: skipped, or refused
        return;
    }
    REQUIRE(replies.size() == 1);
    if (name.starts_with("n_")) {
        CHECK(refused(replies[0]));
    } else {
        const json::value content = json::parse(bytes);
        const bool some = content.is_array() && !content.as_array().empty();
        REQUIRE(replies[0].is_array() == some);
        if (some) {
            CHECK(all_invalid_requests(replies[0]));
            CHECK(replies[0].as_array().size() == content.as_array().size());
        } else {
            CHECK(is_error(replies[0], -32600));
        }
    }
}

}  // namespace

TEST_CASE("json: the parser's test files, each answered as it deserves") {
    const auto archive = tests::data_or_skip("json/jsontestsuite-parsing.tar.gz");
    if (!archive) return;
    const tests::TempFolder folder;
    REQUIRE(tests::run({.argv = {"tar", "-C", folder.path().string(), "-xzf", archive->string()}})
                .status == 0);
    tests::Daemon daemon;
    Connection connection = daemon.connect();
    int files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path())) {
        if (entry.path().extension() != ".json") continue;
        ++files;
        check_file(connection, entry.path());
    }
    CHECK(files == 318);
    CHECK(daemon.running());
}

TEST_CASE("json: odd strings as parameters harm nothing") {
    const auto file = tests::data_or_skip("strings/blns.json");
    if (!file) return;
    tests::Daemon daemon;
    Connection connection = daemon.connect();
    const json::value strings = json::parse(tests::read_file(*file));
    CHECK(strings.as_array().size() == 515);
    std::set<std::string> seen;  // four of them come twice
    for (const auto& text : strings.as_array()) {
        INFO(json::serialize(text));
        if (!seen.insert(std::string(text.as_string())).second) continue;
        CHECK(connection.code("getServer", {{"userId", 1}, {"resourceId", text}}) != 0);
        CHECK(connection.code("deposit", {{"userId", text}, {"amount", 1}}) == -32602);
        CHECK(connection.code("ping", {{text.as_string(), 1}}) == -32602);
        const auto published = connection.request("publishServer", {{"userId", 1},
                                                                    {"resourceId", text},
                                                                    {"moduleEnum", "CHAT"},
                                                                    {"mode", "ONCE"},
                                                                    {"price", 5}});
        const std::string_view name = text.as_string();
        const bool allowed = !name.empty() && name.size() <= 64 &&
                             std::ranges::all_of(name, [](char c) { return c > ' ' && c < 127; });
        CHECK(published.contains("result") == allowed);
        if (allowed) CHECK(published.at("result").at("resourceId") == text);
        CHECK(connection.code(name, json::object()) == -32601);
    }
    CHECK(connection.call("audit").at("ok") == true);
}

TEST_CASE("json: strings come back as they were sent, in the id of a request") {
    const auto file = tests::data_or_skip("strings/blns.json");
    if (!file) return;
    tests::Daemon daemon;
    Connection connection = daemon.connect();
    const json::value strings = json::parse(tests::read_file(*file));
    for (const auto& text : strings.as_array()) {
        connection.send_line(
            json::serialize(json::object{{"jsonrpc", "2.0"}, {"id", text}, {"method", "ping"}}));
        const auto reply = connection.read_line();
        REQUIRE(reply);
        CHECK(json::parse(*reply).at("id") == text);
    }
}

TEST_CASE("bad input: a line of more than a mebibyte gets its error and then the close") {
    tests::Daemon daemon;
    Connection connection = daemon.connect();
    Connection other = daemon.connect();
    const std::string inside = R"({"jsonrpc":"2.0","id":1,"method":"ping","params":{}})";
    connection.send_line(inside + std::string((1 << 20) - inside.size() - 1, ' '));
    CHECK(json::parse(connection.read_line().value_or("{}")).at("result").at("ok") == true);
    try {
        connection.send(std::string((1 << 20) + 4096, 'x') + "\n");
    } catch (const tests::NoConnection&) {
        // calld may close before it has read all of it.
    }
    const auto reply = connection.read_line();
    REQUIRE(reply);
    const json::value error = json::parse(*reply);
    CHECK(error.at("error").at("code").as_int64() < 0);
    CHECK(error.at("id").is_null());
    CHECK(!connection.read_line());
    CHECK(other.code("ping") == 0);
}

TEST_CASE("bad input: nested 32 deep is read, 33 is a parse error") {
    tests::Daemon daemon;
    Connection connection = daemon.connect();
    const auto nested = [](std::size_t depth) {
        return std::string(depth, '[') + std::string(depth, ']');
    };
    const auto at_limit = replies_to(connection, nested(32));
    REQUIRE(at_limit.size() == 1);
    CHECK(all_invalid_requests(at_limit[0]));
    const auto too_deep = replies_to(connection, nested(33));
    REQUIRE(too_deep.size() == 1);
    CHECK(refused(too_deep[0]));
}

TEST_CASE("bad input: not UTF-8, blank lines, and half a line at the end") {
    tests::Daemon daemon;
    Connection connection = daemon.connect();
    const auto bad =
        replies_to(connection, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"pi\xff\xfeng\"}");
    REQUIRE(bad.size() == 1);
    CHECK(refused(bad[0]));
    CHECK(replies_to(connection, "\n\n").empty());

    connection.send(R"({"jsonrpc":"2.0","id":7,"meth)");
    connection.end_input();
    const auto reply = connection.read_line();
    REQUIRE(reply);
    CHECK(refused(json::parse(*reply)));
    CHECK(!connection.read_line());
    CHECK(daemon.connect().code("ping") == 0);
}

TEST_CASE("bad input: an array of more than a thousand requests") {
    tests::Daemon daemon;
    Connection connection = daemon.connect();
    const auto batch = [](int size) {
        json::array requests;
        for (int i = 1; i <= size; ++i) {
            requests.push_back(json::object{{"jsonrpc", "2.0"}, {"id", i}, {"method", "ping"}});
        }
        return json::serialize(requests);
    };
    const auto full = replies_to(connection, batch(1000));
    REQUIRE(full.size() == 1);
    CHECK(full[0].as_array().size() == 1000);
    const auto over = replies_to(connection, batch(1001));
    REQUIRE(over.size() == 1);
    CHECK(json::serialize(over[0]).find("-32602") != std::string::npos);
}

TEST_CASE("bad input: numbers and names that are not what they should be") {
    tests::Daemon daemon;
    Connection connection = daemon.connect();
    for (const char* params :
         {R"({"userId":1.0,"amount":5})", R"({"userId":1,"amount":5.5})",
          R"({"userId":1,"amount":9223372036854775808})", R"({"userId":0,"amount":5})",
          R"({"userId":-3,"amount":5})", R"({"userId":1,"amount":0})", R"({"userId":1})",
          R"({"userId":1,"amount":5,"color":1})", R"({"userId":1,"userId":1,"amount":5})",
          R"({"userId":"1","amount":5})", R"({"userId":null,"amount":5})",
          R"({"userId":1e0,"amount":5})", R"({"userId":true,"amount":5})"}) {
        INFO(params);
        const auto replies = replies_to(connection, R"({"jsonrpc":"2.0","id":3,"method":"deposit",)"
                                                    R"("params":)" +
                                                        std::string(params) + "}");
        REQUIRE(replies.size() == 1);
        const auto& error = replies[0].at("error");
        CHECK(error.at("code") == -32602);
        CHECK(error.at("data").at("kind") == "invalid");
        const std::string_view message = error.at("message").as_string();
        const bool names_field = message.find("userId") != std::string_view::npos ||
                                 message.find("amount") != std::string_view::npos ||
                                 message.find("color") != std::string_view::npos;
        CHECK(names_field);
    }
    CHECK(connection.call("account", {{"userId", 1}}).at("entryCount") == 0);
}
