#include "core/protocol/rpc.h"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "core/protocol/limits.h"

// JSON-RPC 2.0: what is a request, whose id is answered, and what is only a notification.

namespace {

using namespace calls;
using namespace calls::protocol;

struct Seen {
    int code;        // 0: a call
    std::string id;  // as JSON text
    bool notification;

    bool operator==(const Seen&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Seen& seen) {
    return out << seen.code << " id " << seen.id << (seen.notification ? " notification" : "");
}

std::vector<Seen> seen(std::string_view line, Role role = Role::admin) {
    std::vector<Seen> all;
    for (const Request& request : parse_message(line, role).requests) {
        const auto* fault = std::get_if<Fault>(&request.what);
        all.push_back({.code = fault == nullptr ? 0 : static_cast<int>(fault->code),
                       .id = request.id,
                       .notification = request.notification});
    }
    return all;
}

}  // namespace

TEST_CASE("rpc: one request") {
    struct Case {
        const char* line;
        Seen seen;
    };
    const auto wish = GENERATE(values<Case>(
        {{R"({"jsonrpc":"2.0","method":"ping","id":1})", {0, "1", false}},
         {R"({"jsonrpc":"2.0","method":"ping","params":{},"id":"a\"b"})", {0, R"("a\"b")", false}},
         {R"({"jsonrpc":"2.0","method":"ping","params":[],"id":-7})", {0, "-7", false}},
         {R"({"jsonrpc":"2.0","method":"ping","id":null})", {0, "null", false}},
         {R"({"jsonrpc":"2.0","method":"ping"})", {0, "null", true}},
         {R"({"jsonrpc":"2.0","method":"ping","id":18446744073709551615})",
          {0, "18446744073709551615", false}},
         {R"({"jsonrpc":"2.0","method":"ping","id":1,"more":2})", {0, "1", false}},
         // no JSON
         {R"({"jsonrpc":"2.0","method":"foobar,"params":"bar","baz])", {-32700, "null", false}},
         {"", {-32700, "null", false}},
         {"nonsense", {-32700, "null", false}},
         // no request
         {"1", {-32600, "null", false}},
         {"\"ping\"", {-32600, "null", false}},
         {"null", {-32600, "null", false}},
         {R"({"jsonrpc":"2.0","method":1,"params":"bar"})", {-32600, "null", false}},
         {R"({"jsonrpc":"2.0","method":1,"id":5})", {-32600, "null", false}},
         {R"({"jsonrpc":"2.0","id":5})", {-32600, "null", false}},
         {R"({"jsonrpc":"1.0","method":"ping","id":5})", {-32600, "null", false}},
         {R"({"jsonrpc":2.0,"method":"ping","id":5})", {-32600, "null", false}},
         {R"({"method":"ping","id":5})", {-32600, "null", false}},
         {R"({"jsonrpc":"2.0","method":"ping","params":1,"id":5})", {-32600, "null", false}},
         {R"({"jsonrpc":"2.0","method":"ping","params":null,"id":5})", {-32600, "null", false}},
         {R"({"jsonrpc":"2.0","method":"ping","id":{}})", {-32600, "null", false}},
         {R"({"jsonrpc":"2.0","method":"ping","id":[1]})", {-32600, "null", false}},
         {R"({"jsonrpc":"2.0","method":"ping","id":true})", {-32600, "null", false}},
         {R"({"jsonrpc":"2.0","method":"ping","id":1e999})", {-32600, "null", false}},
         {R"({"jsonrpc":"2.0","method":"ping","id":-1e999})", {-32600, "null", false}},
         {R"({"jsonrpc":"2.0","method":"ping","method":"ping","id":5})", {-32600, "null", false}},
         {R"({"jsonrpc":"2.0","jsonrpc":"2.0","method":"ping","id":5})", {-32600, "null", false}},
         // no method of ours
         {R"({"jsonrpc":"2.0","method":"foobar","id":"1"})", {-32601, "\"1\"", false}},
         {R"({"jsonrpc":"2.0","method":"Ping","id":1})", {-32601, "1", false}},
         {R"({"jsonrpc":"2.0","method":"","id":1})", {-32601, "1", false}},
         {R"({"jsonrpc":"2.0","method":"rpc.ping","id":1})", {-32601, "1", false}},
         {R"({"jsonrpc":"2.0","method":"foobar"})", {-32601, "null", true}},
         // no parameters of ours
         {R"({"jsonrpc":"2.0","method":"ping","params":{"a":1},"id":1})", {-32602, "1", false}},
         {R"({"jsonrpc":"2.0","method":"ping","params":[1],"id":1})", {-32602, "1", false}}}));
    CAPTURE(wish.line);
    const Message message = parse_message(wish.line, Role::admin);
    CHECK_FALSE(message.array);
    CHECK(seen(wish.line) == std::vector{wish.seen});
}

TEST_CASE("rpc: an id that is a fraction comes back as the same number") {
    const auto requests = seen(R"({"jsonrpc":"2.0","method":"ping","id":1.5})");
    REQUIRE(requests.size() == 1);
    CHECK(std::stod(requests[0].id) == 1.5);
}

TEST_CASE("rpc: arrays, as the specification has them") {
    CHECK(seen("[]") == std::vector<Seen>{{-32600, "null", false}});
    CHECK_FALSE(parse_message("[]", Role::admin).array);  // answered with one object
    CHECK(seen("[1]") == std::vector<Seen>{{-32600, "null", false}});
    CHECK(parse_message("[1]", Role::admin).array);
    CHECK(seen("[1,2,3]") == std::vector<Seen>(3, {-32600, "null", false}));
    CHECK(seen("[[]]") == std::vector<Seen>{{-32600, "null", false}});
    CHECK(seen(R"([{"jsonrpc":"2.0","method":"ping","id":"1"},{"jsonrpc":"2.0","method")") ==
          std::vector<Seen>{{-32700, "null", false}});
    CHECK(seen(R"([{"jsonrpc":"2.0","method":"ping","params":{},"id":"1"},)"
               R"({"jsonrpc":"2.0","method":"ping"},{"foo":"boo"},)"
               R"({"jsonrpc":"2.0","method":"foo.get","params":{"name":"myself"},"id":"5"}])") ==
          std::vector<Seen>{{0, "\"1\"", false},
                            {0, "null", true},
                            {-32600, "null", false},
                            {-32601, "\"5\"", false}});
}

TEST_CASE("rpc: an array holds at most a thousand requests; the calls past that are refused") {
    const std::string call = R"({"jsonrpc":"2.0","method":"ping","id":7})";
    const std::string notification = R"({"jsonrpc":"2.0","method":"ping"})";
    std::string line = "[" + call;
    for (std::size_t i = 1; i < array_requests_max; ++i) line += "," + call;
    CHECK(seen(line + "]").back() == Seen{0, "7", false});
    const auto past = seen(line + "," + call + "]");
    REQUIRE(past.size() == array_requests_max + 1);
    CHECK(past[array_requests_max - 1] == Seen{0, "7", false});
    CHECK(past[array_requests_max] == Seen{-32602, "7", false});
    // A notification is not answered there either.
    const auto silent = seen(line + "," + notification + "]");
    CHECK((silent.size() == array_requests_max || silent.back().notification));
}

TEST_CASE("rpc: the role comes before the parameters, and the clock may be read") {
    const auto code = [](const char* method, const char* params, Role role) {
        const std::string line = std::string{R"({"jsonrpc":"2.0","id":1,"method":")"} + method +
                                 R"(","params":)" + params + "}";
        return seen(line, role).at(0).code;
    };
    CHECK(code("deposit", "{}", Role::operating) == 8);
    CHECK(code("deposit", "{}", Role::admin) == -32602);
    CHECK(code("hang", R"({"callId":1})", Role::viewer) == 8);
    CHECK(code("hang", R"({"callId":1})", Role::operating) == 0);
    CHECK(code("status", "{}", Role::none) == 8);
    CHECK(code("status", "{}", Role::viewer) == 0);
    CHECK(code("clock", "{}", Role::viewer) == 0);
    CHECK(code("clock", R"({"advance":1})", Role::operating) == 8);
    CHECK(code("clock", R"({"set":1})", Role::operating) == 8);
    CHECK(code("clock", R"({"advance":1})", Role::admin) == 0);
    CHECK(code("nothing", "{}", Role::none) == -32601);
}

TEST_CASE("rpc: replies and faults as text") {
    std::string out;
    write_result(out, "\"x\"", "{}");
    CHECK(out == R"({"jsonrpc":"2.0","result":{},"id":"x"})");
    out.clear();
    write_fault(out, "null", {.code = ErrorCode::parse_error, .message = "a \"b\"\n\x01"});
    CHECK(out == R"({"jsonrpc":"2.0","error":{"code":-32700,"message":"a \"b\"\n\u0001",)"
                 R"("data":{"kind":"invalid"}},"id":null})");
}
