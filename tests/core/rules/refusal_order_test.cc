#include <catch2/catch.hpp>

#include "tests/core/rules/world.h"

// Which refusal, when several apply: bad arguments, not found, forbidden, ended, forbidden (idal
// by the caller), what is held or exists, charges waiting, busy, funds, overflow.

namespace {

using namespace calls;
using namespace calls::tests;

}  // namespace

TEST_CASE("order: a dial to oneself is bad before it is busy or poor") {
    World world;
    world.dial(1, 2);
    CHECK(verdict(world.dial(1, 1, once(5))) == "invalid");
    CHECK(verdict(world.dial(9, 1, once(5))) == "busy");
    CHECK(verdict(world.dial(9, 8, once(5))) == "insufficient");
}

TEST_CASE("order: idal") {
    World world;
    world.dial(1, 2);
    CHECK(verdict(world.idal(2, 9)) == "not_found");
    CHECK(verdict(world.idal(1, 9)) == "forbidden");
    world.hang(1);
    CHECK(verdict(world.idal(1, 9)) == "forbidden");  // no party, before ended
    CHECK(verdict(world.idal(1, 2)) == "ended");      // before: by the caller
}

TEST_CASE("order: publish") {
    World world;
    world.dial(1, 2, once(0));
    const auto wish = [&](std::int64_t provider, std::int64_t call, std::int64_t mode_id) {
        return verdict(world.does(model::Publish{.provider = {provider},
                                                 .resource = model::call_resource({call}),
                                                 .module = model::Module::call,
                                                 .terms = once(1),
                                                 .mode_id = mode_id}));
    };
    CHECK(wish(9, 7, 8) == "invalid");
    CHECK(wish(9, 7, 7) == "not_found");
    CHECK(wish(9, 1, 1) == "forbidden");
    CHECK(wish(1, 1, 1) == "conflict");
    world.hang(1);
    CHECK(wish(9, 1, 1) == "forbidden");
    CHECK(wish(1, 1, 1) == "ended");  // before the existing offer
}

TEST_CASE("order: ticket") {
    World world;
    world.deposit(2, 10);
    world.dial(1, 2, each(10'000, 10));
    CHECK(verdict(world.pay(7, 7, "call-9")) == "invalid");
    CHECK(verdict(world.pay(7, 1, "call-9")) == "not_found");
    CHECK(verdict(world.pay(7, 1, "call-1")) == "forbidden");
    world.talk(1);  // paid by itself, the guest has nothing left
    CHECK(verdict(world.pay(2, 1, "call-1")) == "granted");  // held, before funds
    world.restart_at(5000);
    CHECK(verdict(world.pay(2, 1, "call-1")) == "granted");  // held, before charges waiting
    world.at(11'000);
    CHECK(verdict(world.pay(2, 1, "call-1")) == "conflict");  // charges waiting, before funds
    world.hang(1);
    CHECK(verdict(world.pay(7, 1, "call-1")) == "forbidden");
    CHECK(verdict(world.pay(2, 1, "call-1")) == "ended");
}

TEST_CASE("order: funds before overflow") {
    World world;
    world.deposit(1, INT64_MAX - 4);
    world.publish(1, "room", once(5));
    CHECK(verdict(world.pay(2, 1, "room")) == "insufficient");
    world.deposit(2, 4);
    CHECK(verdict(world.withdraw(2, 5)) == "insufficient");
}
