#include "cli/table.h"

#include <catch2/catch.hpp>

namespace {

using calls::cli::lay_out_pairs;
using calls::cli::Table;

Table calls_table(std::size_t width = 0) {
    return {{{"CALL", true, 0}, {"PHASE", false, 0}, {"PAID", true, 0}}, width, false};
}

}  // namespace

TEST_CASE("table: numbers to the right, words to the left, no blanks at the end") {
    Table table = calls_table();
    CHECK(table.lay_out({{"1", "talking", "100"}, {"12345", "-", "0"}}) ==
          " CALL  PHASE    PAID\n"
          "    1  talking   100\n"
          "12345  -           0\n");
}

TEST_CASE("table: the header comes once, also without rows") {
    Table table = calls_table();
    CHECK(table.header() == "CALL  PHASE  PAID\n");
    CHECK(table.header().empty());
    CHECK(table.lay_out({}).empty());
}

TEST_CASE("table: a later page keeps the widths it finds and may widen them") {
    Table table = calls_table();
    table.lay_out({{"1", "connecting", "0"}});
    CHECK(table.lay_out({{"2", "ringing", "0"}}) == "   2  ringing        0\n");
    CHECK(table.lay_out({{"123456", "ringing", "0"}}) == "123456  ringing        0\n");
}

TEST_CASE("table: lines are cut where there is a width") {
    Table table = calls_table(12);
    CHECK(table.lay_out({{"1", "talking", "100"}}) ==
          "CALL  PHASE\n"
          "   1  talkin\n");
}

TEST_CASE("table: a bold header is bold only itself") {
    Table table({{"ID", true, 0}}, 0, true);
    CHECK(table.lay_out({{"7"}}) == "\x1b[1mID\x1b[0m\n 7\n");
}

TEST_CASE("pairs: the values stand below each other") {
    CHECK(lay_out_pairs({{"call", "7"}, {"phase", "talking"}, {"reason", ""}}, 0) ==
          "call    7\n"
          "phase   talking\n"
          "reason\n");
}
