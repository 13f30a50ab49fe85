#include "core/base/whole.h"

#include <cstdint>

#include <catch2/catch.hpp>
#include <climits>

#include "core/base/instant.h"
#include "core/base/whole_text.h"

namespace {

using namespace calls::base;

}  // namespace

TEST_CASE("whole: sums say when they would overflow") {
    CHECK(checked_add(INT64_MAX, 0) == INT64_MAX);
    CHECK_FALSE(checked_add(INT64_MAX, 1).has_value());
    CHECK_FALSE(checked_add(INT64_MIN, -1).has_value());
    CHECK(checked_add(INT64_MIN, INT64_MAX) == -1);
    CHECK(checked_sub(INT64_MIN, 0) == INT64_MIN);
    CHECK_FALSE(checked_sub(0, INT64_MIN).has_value());
    CHECK(checked_sub(-1, INT64_MIN) == INT64_MAX);
    CHECK_FALSE(checked_sub(INT64_MIN, 1).has_value());
}

TEST_CASE("whole: as it is typed") {
    CHECK(parse_whole("0") == 0);
    CHECK(parse_whole("-9223372036854775808") == INT64_MIN);
    CHECK(parse_whole("9223372036854775807") == INT64_MAX);
    for (const char* text : {"", "-", "+1", " 1", "1 ", "1.0", "1e3", "0x1", "9223372036854775808",
                             "-9223372036854775809", "1,000"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_whole(text).has_value());
    }
}

TEST_CASE("instant: a sum past the end of time is the end of time") {
    CHECK((Instant{5} + Millis{7}).ms == 12);
    CHECK((last_instant + Millis{1}) == last_instant);
    CHECK((Instant{5} + Millis{INT64_MAX}) == last_instant);
    CHECK((Instant{last_instant.ms - 7} + Millis{7}) == last_instant);
    CHECK((Instant{12} - Instant{5}).count() == 7);
    CHECK_FALSE(never_happened.happened());
}
