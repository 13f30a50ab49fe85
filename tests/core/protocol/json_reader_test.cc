#include "core/protocol/json_reader.h"

#include <string>

#include <boost/json/serialize.hpp>
#include <catch2/catch.hpp>

#include "core/protocol/limits.h"

namespace {

using namespace calls::protocol;

bool reads(std::string_view text) {
    std::string why;
    const bool well = read_json(text, why).has_value();
    CHECK(why.empty() == well);
    return well;
}

std::string nested(std::size_t depth, char open, char close) {
    std::string text(depth, open);
    if (open == '{') {
        text.clear();
        for (std::size_t i = 0; i < depth; ++i) text += i + 1 < depth ? R"({"a":)" : "{";
    }
    return text + std::string(depth, close);
}

}  // namespace

TEST_CASE("json: what is a document and what is not") {
    for (const char* good : {"{}", "[]", " 1 ", "null\r\n", "\"\"", "[1,2]", "-0", "1e9", "0.5",
                             "\"\\u0041\\ud83d\\ude00\"", "\"\xc3\xa9\""}) {
        CAPTURE(good);
        CHECK(reads(good));
    }
    for (const char* bad : {"",
                            " ",
                            "{",
                            "}",
                            "[1,]",
                            "{\"a\"}",
                            "{\"a\":1,}",
                            "{a:1}",
                            "'a'",
                            "01",
                            "+1",
                            ".5",
                            "1.",
                            "1e",
                            "--1",
                            "nul",
                            "NaN",
                            "Infinity",
                            "{} {}",
                            "1 2",
                            "[1]]",
                            "/* */ 1",
                            "// a",
                            "\"\t\"",
                            "\"\\x\"",
                            "\"\\ud83d\"",
                            "\"\\u12\"",
                            "\"open",
                            "\xef\xbb\xbf{}"}) {
        CAPTURE(bad);
        CHECK_FALSE(reads(bad));
    }
}

TEST_CASE("json: nested 32 deep and no deeper") {
    for (const char open : {'[', '{'}) {
        const char close = open == '[' ? ']' : '}';
        CAPTURE(open);
        CHECK(reads(nested(depth_max, open, close)));
        CHECK_FALSE(reads(nested(depth_max + 1, open, close)));
        CHECK_FALSE(reads(nested(100'000, open, close)));
    }
}

TEST_CASE("json: only UTF-8") {
    for (const char* bad : {"\"\xff\"", "\"\xc3\"", "\"\xc0\xaf\"", "\"\xed\xa0\x80\"",
                            "\"\xf5\x80\x80\x80\"", "\"\xe2\x82\"", "{\"\xff\":1}"}) {
        CAPTURE(bad);
        CHECK_FALSE(reads(bad));
    }
}

TEST_CASE("json: a NUL is no blank, and may be written in a string as an escape") {
    CHECK_FALSE(reads(std::string_view{"{}\0", 3}));
    CHECK_FALSE(reads(std::string_view{"\0{}", 3}));
    CHECK_FALSE(reads(std::string_view{"\"\0\"", 3}));
    std::string why;
    const auto text = read_json(R"("\u0000")", why);
    REQUIRE(text.has_value());
    CHECK(text->get_string().size() == 1);
}

TEST_CASE("json: names given twice are marked, in each object for itself") {
    std::string why;
    const auto value =
        read_json(R"({"a":{"a":1,"b":2},"b":[{"b":1},{"b":1}],"a":3,"\u0062":4})", why);
    REQUIRE(value.has_value());
    const auto& object = value->get_object();
    CHECK(object.size() == 4);
    CHECK(
        object.contains("\x01"
                        "a"));
    CHECK(
        object.contains("\x01"
                        "b"));  // escaped or not, it is the same name
    CHECK(object.at("a").get_object().size() == 2);
    CHECK(boost::json::serialize(object.at("b")) == R"([{"b":1},{"b":1}])");
}

TEST_CASE("json: numbers keep what they are") {
    std::string why;
    CHECK(read_json("9223372036854775807", why)->is_int64());
    CHECK(read_json("-9223372036854775808", why)->is_int64());
    CHECK(read_json("9223372036854775808", why)->is_uint64());
    CHECK(read_json("1.0", why)->is_double());
    CHECK(read_json("1e3", why)->is_double());
    CHECK(read_json("123456789012345678901234567890", why)->is_double());
}

TEST_CASE("json: a name given twice is marked among however many names") {
    for (const int names : {2, 31, 32, 33, 34, 60'000}) {
        CAPTURE(names);
        std::string text = "{";
        for (int i = 0; i < names; ++i) text += '"' + std::to_string(i) + "\":0,";
        const std::string again = std::to_string(names / 2);
        std::string why;
        const auto value = read_json(text + '"' + again + "\":1}", why);
        REQUIRE(value.has_value());
        CHECK(value->get_object().size() == static_cast<std::size_t>(names) + 1);
        CHECK(value->get_object().at(duplicate_mark + again).as_int64() == 1);
    }
}
