#include "core/base/duration.h"

#include <cstdint>
#include <random>

#include <catch2/catch.hpp>

namespace {

using calls::base::duration_text;
using calls::base::Millis;
using calls::base::parse_duration;
using calls::base::whole_seconds_text;

}  // namespace

TEST_CASE("duration: as it is typed") {
    struct Case {
        const char* text;
        std::int64_t ms;
    };
    const auto wish = GENERATE(values<Case>({{"0", 0},
                                             {"0s", 0},
                                             {"1500ms", 1500},
                                             {"90s", 90'000},
                                             {"5m", 300'000},
                                             {"1h30m", 5'400'000},
                                             {"30d", 2'592'000'000},
                                             {"1d1h1m1s1ms", 90'061'001},
                                             {"1h1ms", 3'600'001},
                                             {"007s", 7000},
                                             {"9223372036854775807ms", INT64_MAX}}));
    CAPTURE(wish.text);
    CHECK(parse_duration(wish.text) == Millis{wish.ms});
}

TEST_CASE("duration: what is none") {
    for (const char* text : {"",
                             " ",
                             "1",
                             "00",
                             "s",
                             "-5s",
                             "+5s",
                             "1.5s",
                             "1 s",
                             " 1s",
                             "1s ",
                             "1S",
                             "1sec",
                             "1w",
                             "30m1h",
                             "1m1m",
                             "1ms1s",
                             "1s2",
                             "0x1s",
                             "9223372036854775808ms",
                             "106751991168d",
                             "106751991167d8h",
                             "1h-1m"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_duration(text).has_value());
    }
}

TEST_CASE("duration: as it is shown, and read back") {
    CHECK(duration_text(Millis{0}) == "0s");
    CHECK(duration_text(Millis{999}) == "999ms");
    CHECK(duration_text(Millis{60'000}) == "1m");
    CHECK(duration_text(Millis{90'061'001}) == "1d1h1m1s1ms");
    CHECK(whole_seconds_text(Millis{1999}) == "1s");
    CHECK(whole_seconds_text(Millis{999}) == "0s");
    std::mt19937_64 random{7};
    for (int i = 0; i < 2000; ++i) {
        const Millis length{static_cast<std::int64_t>(random() >> (1 + i % 63))};
        CHECK(parse_duration(duration_text(length)) == length);
    }
}
