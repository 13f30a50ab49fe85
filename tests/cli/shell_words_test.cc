#include "cli/shell_words.h"

#include <catch2/catch.hpp>

namespace {

using calls::cli::split_words;
using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("shell words: blanks separate, however many") {
    CHECK(split_words("dial 1 2") == Words{"dial", "1", "2"});
    CHECK(split_words("  dial\t1   2  \r") == Words{"dial", "1", "2"});
    CHECK(split_words("") == Words{});
    CHECK(split_words("   ") == Words{});
}

TEST_CASE("shell words: a # begins a comment only where a word would") {
    CHECK(split_words("# all of it") == Words{});
    CHECK(split_words("hang 1 # a note") == Words{"hang", "1"});
    CHECK(split_words("offer 1 a#b") == Words{"offer", "1", "a#b"});
    CHECK(split_words("offer 1 '#'") == Words{"offer", "1", "#"});
}

TEST_CASE("shell words: quotes keep what is in them, without expansion") {
    CHECK(split_words("a 'b c' d") == Words{"a", "b c", "d"});
    CHECK(split_words(R"(a "b c" d)") == Words{"a", "b c", "d"});
    CHECK(split_words("'$HOME' *") == Words{"$HOME", "*"});
    CHECK(split_words("a''b \"\"") == Words{"ab", ""});
    CHECK(split_words(R"('a\b')") == Words{R"(a\b)"});
}

TEST_CASE("shell words: a backslash keeps the next character") {
    CHECK(split_words(R"(a\ b)") == Words{"a b"});
    CHECK(split_words(R"("a\"b\\c\d\$e")") == Words{R"(a"b\c\d$e)"});
    CHECK(split_words(R"(\# \')") == Words{"#", "'"});
}

TEST_CASE("shell words: what is not closed is refused") {
    CHECK(!split_words("a 'b"));
    CHECK(!split_words("a \"b"));
    CHECK(!split_words("a \\"));
    CHECK(!split_words(R"(a "b\)"));
}
