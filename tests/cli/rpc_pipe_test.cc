#include "cli/rpc_pipe.h"

#include <catch2/catch.hpp>

using calls::cli::is_answered;

TEST_CASE("rpc pipe: all but notifications are answered") {
    CHECK(is_answered(R"({"jsonrpc":"2.0","id":1,"method":"ping"})"));
    CHECK(is_answered(R"({"jsonrpc":"2.0","id":null,"method":"ping"})"));
    CHECK(!is_answered(R"({"jsonrpc":"2.0","method":"ping"})"));
    CHECK(!is_answered(R"({"jsonrpc":"2.0","method":"ping","params":[1]})"));
    CHECK(!is_answered(""));
    CHECK(!is_answered("  \r"));
}

TEST_CASE("rpc pipe: what is no request is answered with an error") {
    for (const char* line : {"nonsense", "{}", "1", "[]", "[1]", R"({"method":"ping"})",
                             R"({"jsonrpc":"2.0","method":1})",
                             R"({"jsonrpc":"2.0","method":"ping","params":"bar"})"}) {
        INFO(line);
        CHECK(is_answered(line));
    }
}

TEST_CASE("rpc pipe: an array is answered where anything in it is") {
    CHECK(!is_answered(R"([{"jsonrpc":"2.0","method":"a"},{"jsonrpc":"2.0","method":"b"}])"));
    CHECK(is_answered(R"([{"jsonrpc":"2.0","method":"a"},{"jsonrpc":"2.0","id":1,"method":"b"}])"));
}
