#include "cli/call_ref.h"

#include <catch2/catch.hpp>

#include "cli/counter_text.h"

using calls::cli::CallRef;
using calls::cli::parse_call;
using calls::cli::parse_counter;

TEST_CASE("call: an id, or the live call of a user") {
    CHECK(parse_call("7") == CallRef{7, false});
    CHECK(parse_call("@12") == CallRef{12, true});
}

TEST_CASE("call: refuses nonsense") {
    for (const char* text :
         {"", "@", "0", "-1", "@0", "7a", "@@7", " 7", "7 ", "1.0", "0x7", "9223372036854775808"}) {
        INFO(text);
        CHECK(!parse_call(text));
    }
}

TEST_CASE("counter: one digit from 1 to 9 and a whole number") {
    CHECK(parse_counter("1=0") == std::pair<int, std::int64_t>{1, 0});
    CHECK(parse_counter("9=-17") == std::pair<int, std::int64_t>{9, -17});
    for (const char* text : {"", "=", "1", "1=", "0=1", "10=1", "a=1", "1=a", "1=1.0", "1:1"}) {
        INFO(text);
        CHECK(!parse_counter(text));
    }
}
