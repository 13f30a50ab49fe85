#include "cli/paint.h"

#include <catch2/catch.hpp>

namespace {

using calls::cli::paint;
using Lines = std::vector<calls::cli::PaintedLine>;

}  // namespace

TEST_CASE("paint: only lines that changed are sent, as one frame") {
    const Lines before{{"one", 3}, {"two", 3}, {"three", 5}};
    const Lines after{{"one", 3}, {"TWO", 3}, {"3", 1}};
    CHECK(paint(before, after, 80) == "\x1b[?2026h\x1b[2;1HTWO\x1b[3;1H3\x1b[K\x1b[?2026l");
    CHECK(paint(after, after, 80).empty());
}

TEST_CASE("paint: lines that are no more are cleared") {
    CHECK(paint({{"one", 3}, {"two", 3}}, {{"one", 3}}, 80) ==
          "\x1b[?2026h\x1b[2;1H\x1b[K\x1b[?2026l");
}

TEST_CASE("paint: a line as wide as the screen keeps its last character") {
    CHECK(paint({{"abcdef", 6}}, {{"abcd", 4}}, 4) == "\x1b[?2026h\x1b[1;1Habcd\x1b[?2026l");
}

TEST_CASE("paint: what prepares the screen is part of the frame") {
    CHECK(paint({}, {{"one", 3}}, 80, "\x1b[2J") == "\x1b[?2026h\x1b[2J\x1b[1;1Hone\x1b[?2026l");
    CHECK(paint({}, {}, 80, "\x1b[2J") == "\x1b[?2026h\x1b[2J\x1b[?2026l");
}
