#include "cli/text_line.h"

#include <catch2/catch.hpp>

using calls::cli::columns_of;
using calls::cli::TextLine;
using calls::cli::Tone;

TEST_CASE("text line: tones are sequences, or nothing") {
    TextLine line("store ");
    line.add("ok", Tone::good).add("").add(", late", Tone::alarm);
    CHECK(line.text(true) == "store \x1b[32mok\x1b[0m\x1b[1;31m, late\x1b[0m");
    CHECK(line.text(false) == "store ok, late");
    CHECK(line.columns() == 14);
}

TEST_CASE("text line: is cut by what is seen, not by bytes") {
    TextLine line("▁▂");
    line.add("▃▄", Tone::good).add("end");
    CHECK(line.columns() == 7);
    line.cut(3);
    CHECK(line.columns() == 3);
    CHECK(line.text(false) == "▁▂▃");
    line.cut(5);
    CHECK(line.text(false) == "▁▂▃");
    line.cut(2);
    CHECK(line.text(true) == "▁▂");  // no sequence is left of what is gone
    line.cut(0);
    CHECK(line.text(true).empty());
    CHECK(columns_of("a▁b") == 3);
}

TEST_CASE("text line: is filled up to a column, and no further") {
    TextLine line("ab");
    CHECK(line.pad_to(4).add("c").text(false) == "ab  c");
    CHECK(line.pad_to(2).columns() == 5);
}
