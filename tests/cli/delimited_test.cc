#include "cli/delimited.h"

#include <catch2/catch.hpp>

using calls::cli::csv_line;
using calls::cli::tsv_line;

TEST_CASE("csv: only what needs quotes has them, and lines end as RFC 4180 wants") {
    CHECK(csv_line({"1", "plain", ""}) == "1,plain,\r\n");
    CHECK(csv_line({"a,b", "say \"hi\"", "two\nlines"}) ==
          "\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\"\r\n");
    CHECK(csv_line({""}) == "\r\n");
}

TEST_CASE("tsv: no value can break a row or a column") {
    CHECK(tsv_line({"1", "plain", ""}) == "1\tplain\t\n");
    CHECK(tsv_line({"a\tb", "c\nd", "e\rf", "g\\h"}) == "a\\tb\tc\\nd\te\\rf\tg\\\\h\n");
}
