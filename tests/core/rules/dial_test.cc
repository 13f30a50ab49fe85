#include <catch2/catch.hpp>

#include "tests/core/rules/world.h"

namespace {

using namespace calls;
using namespace calls::tests;

using Kinds = std::vector<std::string>;

}  // namespace

TEST_CASE("dial: opens a ringing call with the caller's side, times and counters") {
    const bool direct = GENERATE(false, true);
    World world;
    world.at(5);
    model::Dial command{.host = {1}, .guest = {2}, .direct = direct, .terms = {}};
    command.counters = {0, 7, 0, 0, 0, 0, 0, 0, -9};
    REQUIRE(verdict(world.does(command)) == "granted");
    const model::CallFile& file = world.file(1);
    CHECK(world.fate(1) == "ringing");
    CHECK(file.call.caller().value == (direct ? 1 : 2));
    CHECK(file.call.callee().value == (direct ? 2 : 1));
    CHECK(after_begin(file.call.dial_time) == 5);
    CHECK(file.call.host_hb_time == file.call.dial_time);
    CHECK(file.call.guest_hb_time == file.call.dial_time);
    CHECK_FALSE(file.call.idal_time.happened());
    CHECK(file.counters == command.counters);
    CHECK_FALSE(file.offer.has_value());
    CHECK(world.event_kinds() == Kinds{"dial"});
    CHECK(world.events()[0].user == file.call.caller());
    CHECK(world.state().live_calls(model::Phase::ringing) == 1);
}

TEST_CASE("dial: with terms the call has its offer in the same step") {
    World world;
    world.deposit(2, 100);
    REQUIRE(verdict(world.dial(1, 2, each(60'000, 100))) == "granted");
    const auto& offer = world.file(1).offer;
    REQUIRE(offer.has_value());
    CHECK(offer->terms == each(60'000, 100));
    CHECK(after_begin(offer->create_time) == 0);
    CHECK(world.event_kinds(1) == Kinds{"dial", "offer"});
    const auto& row = world.events()[2].rows.offer;
    REQUIRE(row.has_value());
    CHECK(row->resource == "call-1");
    CHECK(row->mode_id == 1);
    CHECK(row->provider.value == 1);
    CHECK(row->module == model::Module::call);
    CHECK(world.balance(2) == 100);
}

TEST_CASE("dial: nobody calls himself") {
    World world;
    CHECK(verdict(world.dial(3, 3)) == "invalid");
}

TEST_CASE("dial: a user is in one live call, in whatever role") {
    struct Case {
        std::int64_t host;
        std::int64_t guest;
        std::int64_t busy_user;  // 0: granted
        std::int64_t busy_call;
    };
    // Live: call 1 of host 1 and guest 2, call 2 of host 3 and guest 4.
    const auto wish = GENERATE(values<Case>({{1, 9, 1, 1},
                                             {9, 1, 1, 1},
                                             {2, 9, 2, 1},
                                             {9, 2, 2, 1},
                                             {1, 2, 1, 1},
                                             {2, 1, 2, 1},
                                             {4, 1, 4, 2},  // both busy: the host is named
                                             {1, 4, 1, 1},
                                             {8, 9, 0, 0}}));
    CAPTURE(wish.host, wish.guest);
    World world;
    world.dial(1, 2);
    world.dial(3, 4, true);
    const auto answer = world.dial(wish.host, wish.guest);
    if (wish.busy_user == 0) {
        CHECK(verdict(answer) == "granted");
        return;
    }
    REQUIRE(verdict(answer) == "busy");
    CHECK(answer.error().user == model::UserId{wish.busy_user});
    CHECK(answer.error().call == model::CallId{wish.busy_call});
}

TEST_CASE("dial: both are free again once the call has ended, by hand or by its deadline") {
    World world;
    world.dial(1, 2);
    world.hang(1, 2);
    CHECK(verdict(world.dial(2, 1)) == "granted");
    world.at(29'999);
    CHECK(verdict(world.dial(1, 9)) == "busy");
    world.at(30'000);
    CHECK(verdict(world.dial(1, 9)) == "granted");
    CHECK(world.fate(2) == "ring-timeout at 30000 by 0");
}

TEST_CASE("dial: with terms the guest must be able to pay the first ticket now") {
    struct Case {
        std::int64_t credit;
        std::int64_t balance;
        std::int64_t price;
        const char* verdict;
    };
    const auto wish = GENERATE(values<Case>({{0, 100, 100, "granted"},
                                             {0, 99, 100, "insufficient"},
                                             {0, 0, 0, "granted"},
                                             {0, 0, 1, "insufficient"},
                                             {50, 50, 100, "granted"},
                                             {50, 49, 100, "insufficient"},
                                             {50, 1, INT64_MAX, "insufficient"},
                                             {INT64_MAX, 1, INT64_MAX, "granted"}}));
    CAPTURE(wish.credit, wish.balance, wish.price);
    World world{{.credit_limit = {wish.credit}}};
    if (wish.balance > 0) world.deposit(2, wish.balance);
    const auto answer = world.dial(1, 2, once(wish.price));
    REQUIRE(verdict(answer) == wish.verdict);
    if (answer) return;
    CHECK(answer.error().balance == model::Coins{wish.balance});
    CHECK(answer.error().price == model::Coins{wish.price});
    CHECK(world.state().numbers().call.value == 0);  // no call exists
    CHECK(world.state().live_calls() == 0);
}

TEST_CASE("dial: busy is said before poor") {
    World world;
    world.dial(1, 2);
    CHECK(verdict(world.dial(9, 2, once(5))) == "busy");
}

TEST_CASE("dial: ids only grow") {
    World world;
    for (std::int64_t i = 1; i <= 3; ++i) {
        world.dial(1, 2);
        CHECK(world.state().numbers().call.value == i);
        CHECK(verdict(world.dial(1, 3)) == "busy");
        world.hang(i);
    }
}
