#include "cli/timeline.h"

#include <catch2/catch.hpp>

namespace {

using calls::cli::draw;
using calls::cli::Timeline;
using calls::cli::TimeStyle;
using namespace std::chrono_literals;

Timeline paid_call() {
    Timeline call;
    call.dialed = {1'767'225'600'000};
    call.ring = 10s;
    call.wait = 5s;
    call.talk = 85s;
    call.tickets = {{1'767'225'615'000}, {1'767'225'675'000}};
    return call;
}

}  // namespace

TEST_CASE("timeline: each part has its share of the width") {
    CHECK(draw(paid_call(), 52, TimeStyle::utc) ==
          "2026-01-01T00:00:00Z            2026-01-01T00:01:40Z\n"
          "[.....~~~==========================================]\n"
          "        ^                             ^\n"
          ". ring 10s   ~ wait 5s   = talk 1m25s   ^ ticket\n");
}

TEST_CASE("timeline: a part that was short is seen all the same") {
    Timeline call = paid_call();
    call.ring = 1ms;
    call.wait = 1ms;
    call.tickets.clear();
    const std::string drawn = draw(call, 52, TimeStyle::utc);
    CHECK(drawn.find("[.~====") != std::string::npos);
}

TEST_CASE("timeline: a live call goes on") {
    Timeline call = paid_call();
    call.live = true;
    const std::string drawn = draw(call, 52, TimeStyle::utc);
    CHECK(drawn.find(" now\n") != std::string::npos);
    CHECK(drawn.find("=>\n") != std::string::npos);
}

TEST_CASE("timeline: several tickets in one place are counted") {
    Timeline call = paid_call();
    call.talk = 24h;
    for (int i = 0; i < 20; ++i) call.tickets.push_back({call.tickets.front().ms + i});
    call.tickets.push_back({call.dialed.ms + 86'000'000});
    const std::string drawn = draw(call, 52, TimeStyle::utc);
    CHECK(drawn.find("\n +") != std::string::npos);
    CHECK(drawn.find("^\n") != std::string::npos);
}

TEST_CASE("timeline: a call that has not begun to last is drawn, and a narrow terminal is enough") {
    Timeline call;
    call.dialed = {1'767'225'600'000};
    CHECK(!draw(call, 80, TimeStyle::utc).empty());
    CHECK(!draw(paid_call(), 1, TimeStyle::utc).empty());
}
