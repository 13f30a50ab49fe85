#include "core/rules/deadline.h"

#include <catch2/catch.hpp>

#include "tests/core/rules/world.h"

// Time-outs, and the order in which deadlines are carried out.

namespace {

using namespace calls;
using namespace calls::tests;
using rules::Deadline;
using rules::DeadlineKind;

using Kinds = std::vector<std::string>;

}  // namespace

TEST_CASE("ring: a call that nobody answers ends at its own time, at -1, 0, +1 ms") {
    const std::int64_t off = GENERATE(-1, 0, 1, 1'000'000);
    World world;
    world.at(5);
    world.dial(1, 2);
    world.settle_at(30'005 + off);
    CHECK(world.fate(1) == (off < 0 ? "ringing" : "ring-timeout at 30005 by 0"));
}

TEST_CASE("ring: a heartbeat of the caller does not prolong it") {
    World world;
    world.dial(1, 2);
    world.at(29'000);
    world.beat(1, 2);
    world.settle_at(30'000);
    CHECK(world.fate(1) == "ring-timeout at 30000 by 0");
}

TEST_CASE("ring: an answer at the last moment counts, at the deadline it comes too late") {
    World world;
    world.dial(1, 2);
    world.at(GENERATE(29'999, 30'000));
    const bool late = verdict(world.idal(1)) == "ended";
    CHECK(late == (world.fate(1) == "ring-timeout at 30000 by 0"));
    world.settle();
    CHECK((late || world.fate(1) == "connecting"));
}

TEST_CASE("heartbeat: each side has its own deadline once the call is answered") {
    struct Case {
        std::int64_t host_beat;
        std::int64_t guest_beat;
        const char* fate;
    };
    // Answered at 0; looked at, at 15200.
    const auto wish = GENERATE(values<Case>({{0, 0, "host-timeout at 15000 by 0"},
                                             {100, 0, "guest-timeout at 15000 by 0"},
                                             {0, 100, "host-timeout at 15000 by 0"},
                                             {200, 199, "guest-timeout at 15199 by 0"},
                                             {200, 200, "host-timeout at 15200 by 0"},
                                             {201, 201, "connecting"}}));
    CAPTURE(wish.host_beat, wish.guest_beat);
    World world;
    world.dial(1, 2, true);  // the guest answers
    world.idal(1);
    for (std::int64_t ms = 1; ms <= 300; ++ms) {
        world.at(ms);
        if (wish.host_beat == ms) world.beat(1, 1);
        if (wish.guest_beat == ms) world.beat(1, 2);
    }
    world.settle_at(15'200);
    if (wish.guest_beat > 0 && std::string{wish.fate} == "connecting") {
        CHECK(world.call(1).live());
        return;
    }
    CHECK(world.fate(1) == wish.fate);
}

TEST_CASE("deadlines: 0 switches the ring and the heartbeat off") {
    World world{{.ring_timeout = base::Millis{0}, .heartbeat_timeout = base::Millis{0}}};
    world.dial(1, 2);
    world.dial(3, 4);
    world.idal(2);
    world.settle_at(std::int64_t{1} << 42);
    CHECK(world.fate(1) == "ringing");
    CHECK(world.fate(2) == "connecting");
    CHECK_FALSE(rules::next_deadline(*world.state().call({1}), world.state().settings(), {}));
}

TEST_CASE("deadlines: other lengths than the default") {
    World world{{.ring_timeout = base::Millis{1}, .heartbeat_timeout = base::Millis{7}}};
    world.dial(1, 2);
    world.dial(3, 4);
    world.idal(2);
    world.settle_at(100);
    CHECK(world.fate(1) == "ring-timeout at 1 by 0");
    CHECK(world.fate(2) == "host-timeout at 7 by 0");
}

TEST_CASE("deadlines: time-outs before charges at one time") {
    World world;
    world.deposit(2, 1000);
    world.dial(1, 2, each(15'000, 10));
    world.talk(1);  // the charge and both time-outs at 15000
    world.settle_at(20'000);
    CHECK(world.fate(1) == "host-timeout at 15000 by 0");
    CHECK(world.file(1).totals.tickets == 1);
}

TEST_CASE("deadlines: a charge before a time-out that comes later") {
    World world;
    world.deposit(2, 1000);
    world.dial(1, 2, each(14'999, 10));
    world.talk(1);
    world.settle_at(20'000);
    CHECK(world.ticket_times() == std::vector<std::int64_t>{0, 14'999});
    CHECK(world.fate(1) == "host-timeout at 15000 by 0");
}

TEST_CASE("deadlines: of several calls in the order of their times, then of their ids") {
    World world;
    world.dial(1, 2);
    world.dial(3, 4);
    world.at(10);
    world.dial(5, 6);
    world.at(12);
    world.dial(7, 8);
    world.idal(4);
    world.at(15'010);
    world.idal(1);  // nothing is due yet but call 4 at 15012
    world.settle_at(40'000);
    std::vector<std::int64_t> order;
    for (const auto& event : world.events())
        if (event.kind == model::EventKind::hang) order.push_back(event.call.value);
    CHECK(order == std::vector<std::int64_t>{4, 2, 1, 3});  // 1 and 3 at one time
    CHECK(world.fate(1) == "host-timeout at 30010 by 0");
}

TEST_CASE("deadlines: a charge that is not due yet keeps no time-out of that time waiting") {
    World world;
    world.deposit(2, 1000);
    world.dial(1, 2, each(30'000, 10));
    world.talk(1);
    world.dial(3, 4);  // rings until 30000, when the charge of call 1 has its time
    world.at(14'000);
    world.talk(1);
    world.at(28'000);
    world.talk(1);
    world.settle_at(30'000);
    CHECK(world.fate(2) == "ring-timeout at 30000 by 0");
    CHECK(world.file(1).totals.tickets == 1);
    world.settle_at(30'001);
    CHECK(world.file(1).totals.tickets == 2);
}

TEST_CASE("deadlines: the events bear the time of booking, the rows their own") {
    World world;
    world.dial(1, 2);
    world.settle_at(99'000);
    CHECK(after_begin(world.events().back().time) == 99'000);
    CHECK(after_begin(world.events().back().rows.call->hang_time) == 30'000);
}

TEST_CASE("deadlines: due when reached; a later charge when passed") {
    struct Case {
        DeadlineKind kind;
        bool at;
    };
    const auto wish = GENERATE(values<Case>({{DeadlineKind::ring, true},
                                             {DeadlineKind::host_heartbeat, true},
                                             {DeadlineKind::guest_heartbeat, true},
                                             {DeadlineKind::first_charge, true},
                                             {DeadlineKind::charge, false}}));
    const Deadline deadline{.kind = wish.kind, .time = {5000}, .call = {1}};
    CHECK_FALSE(deadline.due({4999}));
    CHECK(deadline.due({5000}) == wish.at);
    CHECK(deadline.due({5001}));
}

TEST_CASE("deadlines: at the end of time a later charge has not passed") {
    const Deadline deadline{.kind = DeadlineKind::charge, .time = base::last_instant, .call = {1}};
    CHECK_FALSE(deadline.due(base::last_instant));
}

TEST_CASE("deadlines: many stale entries do no harm") {
    World world;
    for (std::int64_t i = 0; i < 6000; ++i) {
        world.at(i);
        world.dial(1, 2);
        world.hang(i + 1);
    }
    world.dial(1, 2);
    world.settle_at(5999 + 29'999);
    CHECK(world.fate(6001) == "ringing");
    world.settle_at(5999 + 30'000);
    CHECK(world.fate(6001) == "ring-timeout at 35999 by 0");
}

TEST_CASE(
    "deadlines: none that is due is hidden by the schedule, whatever the call has been through") {
    World world;
    const auto hidden = [&](std::int64_t ms) {
        const base::Instant now{world_begins.ms + ms};
        const auto deadline = rules::next_deadline(
            *world.state().call({1}), world.state().settings(), world.state().last_start());
        return deadline && deadline->due(now) && !world.state().may_be_due({1}, now);
    };
    const auto none_hidden = [&](std::int64_t from) {
        for (std::int64_t ms = from; ms < from + 100'000; ms += 500) REQUIRE_FALSE(hidden(ms));
    };
    world.deposit(2, 100'000);
    world.dial(1, 2, each(1'000, 10));
    CHECK_FALSE(world.state().may_be_due({1}, {world_begins.ms + 29'999}));
    CHECK(world.state().may_be_due({1}, {world_begins.ms + 30'000}));
    CHECK_FALSE(world.state().may_be_due({2}, {world_begins.ms + 30'000}));  // there is none
    none_hidden(0);
    world.at(1'000);
    world.talk(1);
    none_hidden(1'000);
    world.at(9'000);
    world.beat(1, 1);
    none_hidden(9'000);
    world.restart_at(10'000);
    none_hidden(10'000);
    world.at(12'000);
    world.beat(1, 2);
    none_hidden(12'000);
    world.at(12'001);
    world.beat(1, 1);  // releases the charges
    none_hidden(12'001);
    world.hang(1);
    CHECK_FALSE(world.state().may_be_due({1}, base::last_instant));
}
