#include "core/protocol/framing.h"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "core/protocol/limits.h"

namespace {

using calls::protocol::line_bytes_max;
using calls::protocol::LineReader;
using Lines = std::vector<std::string>;

Lines take(LineReader& reader) {
    Lines lines;
    while (const auto line = reader.next()) lines.emplace_back(*line);
    reader.keep_rest();
    return lines;
}

}  // namespace

TEST_CASE("framing: the same lines wherever the bytes are split") {
    const std::string stream = "\n{\"a\":1}\n\n\r\nb\nccc\r\n\nhalf";
    const Lines expected{"{\"a\":1}", "b", "ccc\r"};
    for (std::size_t first = 0; first <= stream.size(); ++first)
        for (std::size_t second = first; second <= stream.size(); ++second) {
            LineReader reader;
            Lines lines;
            for (const auto& piece : {stream.substr(0, first), stream.substr(first, second - first),
                                      stream.substr(second)}) {
                reader.feed(piece);
                for (auto& line : take(reader)) lines.push_back(std::move(line));
            }
            CHECK(lines == expected);
            CHECK(reader.half_a_line());
            CHECK_FALSE(reader.too_long());
        }
}

TEST_CASE("framing: byte by byte, and all at once") {
    std::string stream;
    Lines expected;
    for (int i = 0; i < 500; ++i) {
        expected.push_back(std::string(static_cast<std::size_t>(i % 37 + 1), 'x'));
        stream += expected.back() + "\n";
    }
    LineReader whole;
    whole.feed(stream);
    CHECK(take(whole) == expected);
    CHECK_FALSE(whole.half_a_line());
    LineReader bytes;
    Lines lines;
    for (const char c : stream) {
        bytes.feed({&c, 1});
        for (auto& line : take(bytes)) lines.push_back(std::move(line));
    }
    CHECK(lines == expected);
    CHECK_FALSE(bytes.half_a_line());
}

TEST_CASE("framing: a line may be so long and no longer") {
    for (const std::size_t extra : {std::size_t{0}, std::size_t{1}}) {
        const bool ended = GENERATE(true, false);
        LineReader reader;
        const std::string stream =
            "short\n" + std::string(line_bytes_max + extra, 'x') + (ended ? "\n" : "");
        reader.feed(stream);
        CHECK(reader.next() == "short");  // what came before it counts
        const auto line = reader.next();
        CHECK(reader.too_long() == (extra == 1));
        CHECK(line.has_value() == (extra == 0 && ended));
        if (line) CHECK(line->size() == line_bytes_max);
        if (extra == 0) continue;
        reader.feed("\nmore\n");  // its rest and what follows cannot be told apart
        CHECK_FALSE(reader.next().has_value());
    }
}

TEST_CASE("framing: NUL and bytes above 127 are bytes like others") {
    LineReader reader;
    const std::string odd{"a\0b\xff\n", 5};
    reader.feed(odd);
    CHECK(reader.next() == std::string_view{odd}.substr(0, 4));
}

TEST_CASE("framing: giving memory back between lines loses none of a line begun") {
    const std::string stream = "{\"a\":1}\nbb\n\nlonger than any buffer inside a string\nhalf";
    for (std::size_t piece = 1; piece <= stream.size(); ++piece) {
        LineReader reader;
        Lines lines;
        for (std::size_t from = 0; from < stream.size(); from += piece) {
            reader.feed(std::string_view{stream}.substr(from, piece));
            for (auto& line : take(reader)) lines.push_back(std::move(line));
        }
        CHECK(lines == Lines{"{\"a\":1}", "bb", "longer than any buffer inside a string"});
        CHECK(reader.half_a_line());
    }
}
