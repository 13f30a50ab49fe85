#include "cli/talk_times.h"

#include <numeric>

#include <catch2/catch.hpp>

namespace {

using calls::cli::TalkTimes;
using namespace std::chrono_literals;

std::int64_t calls_in(const TalkTimes& talk, const std::string& bin) {
    for (const auto& each : talk.bins())
        if (each.text == bin) return each.calls;
    FAIL("no bin " << bin);
    return -1;
}

}  // namespace

TEST_CASE("talk times: a bin has its begin and not its end") {
    TalkTimes talk;
    talk.add(0ms);
    talk.add(9'999ms);
    talk.add(10s);
    talk.add(59'999ms);
    talk.add(1min);
    talk.add(2h);
    talk.add(1000h);
    CHECK(calls_in(talk, "0 to 10s") == 2);
    CHECK(calls_in(talk, "10s to 30s") == 1);
    CHECK(calls_in(talk, "30s to 1m") == 1);
    CHECK(calls_in(talk, "1m to 2m") == 1);
    CHECK(calls_in(talk, "2h or longer") == 2);
    CHECK(talk.count() == 7);
}

TEST_CASE("talk times: half and nine in ten, to the second") {
    TalkTimes talk;
    for (int second = 1; second <= 100; ++second) talk.add(second * 1s);
    CHECK(talk.median() == 50s);
    CHECK(talk.quantile(90) == 90s);
    CHECK(talk.mean() == 50'500ms);
}

TEST_CASE("talk times: past some hours only that it was long is known") {
    TalkTimes talk;
    talk.add(5h);
    CHECK(!talk.median());
    CHECK(talk.mean() == 5h);
}

TEST_CASE("talk times: none at all") {
    const TalkTimes talk;
    CHECK(!talk.median());
    CHECK(talk.mean() == 0ms);
    for (const auto& bin : talk.bins()) CHECK(bin.calls == 0);
}
