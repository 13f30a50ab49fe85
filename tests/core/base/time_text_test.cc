#include "core/base/time_text.h"

#include <cstdlib>
#include <ctime>
#include <random>
#include <string>

#include <catch2/catch.hpp>

namespace {

using namespace calls::base;
using From = Moment::From;

// The zone for one test, as POSIX writes it, so that no zone files are needed.
class Zone {
  public:
    explicit Zone(const char* name) {
        if (const char* set = std::getenv("TZ")) before_ = set;
        setenv("TZ", name, 1);
        tzset();
    }
    ~Zone() {
        if (before_)
            setenv("TZ", before_->c_str(), 1);
        else
            unsetenv("TZ");
        tzset();
    }
    Zone(const Zone&) = delete;
    Zone& operator=(const Zone&) = delete;

  private:
    std::optional<std::string> before_;
};

constexpr const char* shanghai = "CST-8";
constexpr const char* new_york = "EST5EDT,M3.2.0,M11.1.0";
constexpr std::int64_t ten_oclock = 1'795'341'600'000;  // 2026-11-22T10:00:00Z

std::int64_t ms_of(std::string_view text) {
    const auto moment = parse_time(text);
    if (!moment) return -1;
    CHECK(moment->from == From::epoch);
    return moment->amount;
}

}  // namespace

TEST_CASE("time: absolute, with a zone of its own") {
    const Zone zone{shanghai};
    CHECK(ms_of("2026-11-22T10:00:00Z") == ten_oclock);
    CHECK(ms_of("2026-11-22 10:00:00Z") == ten_oclock);
    CHECK(ms_of("2026-11-22T10:00Z") == ten_oclock);
    CHECK(ms_of("2026-11-22T10:00:00.001Z") == ten_oclock + 1);
    CHECK(ms_of("2026-11-22T10:00:00.5Z") == ten_oclock + 500);
    CHECK(ms_of("2026-11-22T12:00+02:00") == ten_oclock);
    CHECK(ms_of("2026-11-22T05:30-04:30") == ten_oclock);
    CHECK(ms_of("1795341600000") == ten_oclock);
    CHECK(ms_of("1") == 1);
    CHECK(ms_of("1970-01-01T00:00:00.001Z") == 1);
    CHECK(ms_of("9999-12-31T23:59:59.999Z") == last_instant.ms);
    CHECK(ms_of("2028-02-29T00:00Z") == 1'835'395'200'000);
}

TEST_CASE("time: absolute, in the zone of the terminal") {
    const Zone zone{shanghai};
    CHECK(ms_of("2026-11-22 18:00") == ten_oclock);
    CHECK(ms_of("2026-11-22") == ten_oclock - 18 * 3'600'000);
    CHECK(ms_of("2026-11") == ten_oclock - 18 * 3'600'000 - 21 * 86'400'000LL);
    const Zone west{new_york};
    CHECK(ms_of("2026-11-22 05:00") == ten_oclock);                  // winter
    CHECK(ms_of("2026-07-22 06:00") == ms_of("2026-07-22T10:00Z"));  // summer
}

TEST_CASE("time: what is none") {
    for (const char* text : {"",
                             " ",
                             "0",
                             "-5",
                             "253402300800000",
                             "9223372036854775808",

                             "2026-13",
                             "2026-00",
                             "2026-02-29",
                             "2026-02-30",
                             "2026-1-1",
                             "26-01-01",
                             "2026-11-22T",
                             "2026-11-22T1",
                             "2026-11-22T10",
                             "2026-11-22T24:00Z",
                             "2026-11-22T10:60Z",
                             "2026-11-22T10:00:60Z",
                             "2026-11-22T10:00:00.Z",
                             "2026-11-22T10:00:00.1234Z",
                             "2026-11-22Z",
                             "2026-11Z",
                             "2026-11T10:00",
                             "2026-11-22T10:00z",
                             "2026-11-22T10:00+16:00",
                             "2026-11-22T10:00+02",
                             "2026-11-22T10:00Z ",
                             " 2026-11-22",
                             "2026/11/22",
                             "tomorrow",
                             "Today",
                             "-",
                             "-1",
                             "-1x",
                             "1.5",
                             "1e3",
                             "9999-12-31T23:59:59.999-00:01",
                             "1970-01-01T00:00Z",
                             "1969-12-31T23:59Z"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_time(text).has_value());
    }
}

TEST_CASE("time: relative to calld's clock") {
    const Zone zone{new_york};
    const Instant now{ten_oclock};  // 05:00 of a Sunday in winter
    const auto at = [&](const char* text) { return resolve(parse_time(text).value(), now).ms; };
    CHECK(at("-90s") == ten_oclock - 90'000);
    CHECK(at("-1h30m") == ten_oclock - 5'400'000);
    CHECK(at("-0s") == ten_oclock);
    CHECK(at("-30000d") == first_instant.ms);  // not before time began
    CHECK(at("today") == ten_oclock - 5 * 3'600'000);
    CHECK(at("yesterday") == ten_oclock - 29 * 3'600'000);
    CHECK(at("this-month") == ms_of("2026-11-01"));
    CHECK(at("last-month") == ms_of("2026-10-01"));
    const Instant january{ms_of("2026-01-01 00:00")};
    CHECK(resolve(*parse_time("yesterday"), january).ms == ms_of("2025-12-31"));
    CHECK(resolve(*parse_time("last-month"), january).ms == ms_of("2025-12-01"));
    // A day in which the clock is set back has 25 hours.
    const Instant after_change{ms_of("2026-11-01 12:00")};
    CHECK(after_change.ms - resolve(*parse_time("today"), after_change).ms == 13 * 3'600'000);
}

TEST_CASE("time: whether the clock is needed") {
    CHECK_FALSE(parse_time("2026-11-22")->needs_clock());
    CHECK_FALSE(parse_time("5")->needs_clock());
    for (const char* text : {"today", "yesterday", "this-month", "last-month", "-5s"})
        CHECK(parse_time(text)->needs_clock());
}

TEST_CASE("time: as it is shown") {
    const Zone zone{shanghai};
    const Instant at{ten_oclock + 7};
    CHECK(whole_seconds_text(at, TimeStyle::utc) == "2026-11-22T10:00:00Z");
    CHECK(whole_seconds_text(at, TimeStyle::local) == "2026-11-22 18:00:00");
    CHECK(whole_seconds_text(at, TimeStyle::ms) == "1795341600007");
    CHECK(exact_text(at, TimeStyle::utc) == "2026-11-22T10:00:00.007Z");
    CHECK(exact_text(at, TimeStyle::local) == "2026-11-22T18:00:00.007+08:00");
    CHECK(exact_text(at, TimeStyle::ms) == "1795341600007");
    CHECK(utc_offset_minutes(at) == 480);
    const Zone odd{"XXX4:30"};
    CHECK(exact_text(at, TimeStyle::local) == "2026-11-22T05:30:00.007-04:30");
    CHECK(utc_offset_minutes(at) == -270);
}

TEST_CASE("time: what is shown exactly is read back") {
    std::mt19937_64 random{7};
    for (const char* name : {shanghai, new_york, "UTC0"}) {
        const Zone zone{name};
        for (int i = 0; i < 500; ++i) {
            const Instant at{static_cast<std::int64_t>(random() % 253'000'000'000'000) + 1};
            for (const auto style : {TimeStyle::utc, TimeStyle::local, TimeStyle::ms})
                CHECK(ms_of(exact_text(at, style)) == at.ms);
        }
    }
}
