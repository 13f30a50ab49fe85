#include "cli/nearest.h"

#include <catch2/catch.hpp>

using calls::cli::edit_distance;
using calls::cli::nearest;

TEST_CASE("nearest: counts what was typed wrongly") {
    CHECK(edit_distance("", "") == 0);
    CHECK(edit_distance("dial", "dial") == 0);
    CHECK(edit_distance("dial", "") == 4);
    CHECK(edit_distance("dail", "dial") == 2);
    CHECK(edit_distance("hnag", "hang") == 2);
    CHECK(edit_distance("ticke", "ticket") == 1);
}

TEST_CASE("nearest: suggests what is near, and nothing else") {
    const std::vector<std::string_view> words{"dial", "answer", "hang", "heartbeat", "ticket"};
    CHECK(nearest("dail", words) == "dial");
    CHECK(nearest("heartbaet", words) == "heartbeat");
    CHECK(nearest("tickets", words) == "ticket");
    CHECK(nearest("nonsense", words).empty());
    CHECK(nearest("x", words).empty());
}
