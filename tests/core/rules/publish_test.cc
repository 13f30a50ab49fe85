#include <catch2/catch.hpp>

#include "tests/core/rules/world.h"

namespace {

using namespace calls;
using namespace calls::tests;
using model::Module;
using model::Publish;

}  // namespace

TEST_CASE("publish: a chat resource") {
    World world;
    world.at(3);
    const model::Offer offer = offer_of(world.publish(1, "chat-9", each(1000, 5)));
    CHECK(offer.id.value == 1);
    CHECK(offer.provider.value == 1);
    CHECK(offer.mode_id == 0);
    CHECK(offer.module == Module::chat);
    CHECK(after_begin(offer.create_time) == 3);
    CHECK(world.event_kinds() == std::vector<std::string>{"offer"});
    CHECK(world.events()[0].user.value == 1);
}

TEST_CASE("publish: unique by provider and resource; the same terms again are the same offer") {
    struct Case {
        std::int64_t provider;
        const char* resource;
        model::Terms terms;
        std::optional<std::int64_t> mode_id;
        const char* verdict;
        std::int64_t offer;
    };
    const auto wish = GENERATE(values<Case>({{1, "x", each(1000, 5), {}, "granted", 1},
                                             {1, "x", each(1000, 5), 0, "granted", 1},
                                             {1, "x", each(1000, 6), {}, "conflict", 0},
                                             {1, "x", each(1001, 5), {}, "conflict", 0},
                                             {1, "x", once(5), {}, "conflict", 0},
                                             {1, "x", each(1000, 5), 8, "conflict", 0},
                                             {1, "X", each(1000, 5), {}, "granted", 2},
                                             {2, "x", each(1000, 6), {}, "granted", 2}}));
    CAPTURE(wish.provider, wish.resource, wish.terms.price.value);
    World world;
    world.publish(1, "x", each(1000, 5));
    const auto answer = world.does(Publish{.provider = {wish.provider},
                                           .resource = wish.resource,
                                           .module = Module::chat,
                                           .terms = wish.terms,
                                           .mode_id = wish.mode_id});
    REQUIRE(verdict(answer) == wish.verdict);
    if (answer) CHECK(offer_of(answer).id.value == wish.offer);
}

TEST_CASE("publish: the module goes with the resource") {
    struct Case {
        const char* resource;
        Module module;
        std::optional<std::int64_t> mode_id;
        const char* verdict;
    };
    const auto wish =
        GENERATE(values<Case>({{"call-1", Module::call, {}, "granted"},
                               {"call-1", Module::call, 1, "granted"},
                               {"call-1", Module::call, 2, "invalid"},
                               {"call-1", Module::call, 0, "invalid"},
                               {"call-1", Module::chat, {}, "invalid"},
                               {"room", Module::call, {}, "invalid"},
                               {"room", Module::chat, -4, "granted"},
                               {"call", Module::chat, {}, "granted"},
                               {"Call-1", Module::chat, {}, "granted"},
                               {"recall-1", Module::chat, {}, "granted"},
                               {"call-", Module::chat, {}, "invalid"},
                               {"call-", Module::call, {}, "invalid"},
                               {"call-01", Module::call, {}, "invalid"},
                               {"call-0", Module::call, {}, "invalid"},
                               {"call--1", Module::call, {}, "invalid"},
                               {"call-+1", Module::call, {}, "invalid"},
                               {"call-1x", Module::chat, {}, "invalid"},
                               {"call-9223372036854775808", Module::call, {}, "invalid"}}));
    CAPTURE(wish.resource, wish.mode_id.value_or(-99));
    World world;
    world.dial(1, 2);
    CHECK(verdict(world.does(Publish{.provider = {1},
                                     .resource = wish.resource,
                                     .module = wish.module,
                                     .terms = once(1),
                                     .mode_id = wish.mode_id})) == wish.verdict);
}

TEST_CASE("publish: a call's resource belongs to the host of a live call") {
    World world;
    world.dial(1, 2);
    CHECK(verdict(world.publish(1, "call-2", once(5))) == "not_found");
    CHECK(verdict(world.publish(2, "call-1", once(5))) == "forbidden");
    CHECK(verdict(world.publish(3, "call-1", once(5))) == "forbidden");
    const auto offer = offer_of(world.publish(1, "call-1", once(5)));
    CHECK(offer.mode_id == 1);
    CHECK(world.file(1).offer->id == offer.id);
    CHECK(offer_of(world.publish(1, "call-1", once(5))).id == offer.id);
    CHECK(verdict(world.publish(1, "call-1", once(6))) == "conflict");
    world.hang(1);
    CHECK(verdict(world.publish(1, "call-1", once(5))) == "ended");
    CHECK(verdict(world.publish(2, "call-1", once(5))) == "forbidden");
}

TEST_CASE("publish: an offer made at the dial is an offer of that resource") {
    World world;
    world.dial(1, 2, once(0));
    CHECK(offer_of(world.publish(1, "call-1", once(0))).id.value == 1);
    CHECK(verdict(world.publish(1, "call-1", once(1))) == "conflict");
}

TEST_CASE("publish: while talking the first charge follows at once") {
    World world;
    world.deposit(2, 12);
    world.dial(1, 2);
    world.talk(1);
    world.at(7000);
    CHECK(offer_of(world.publish(1, "call-1", each(5000, 5))).id.value == 1);
    CHECK(world.ticket_times() == std::vector<std::int64_t>{7000});
    CHECK(world.balance(2) == 7);
    world.settle_at(12'001);
    CHECK(world.ticket_times() == std::vector<std::int64_t>{7000, 12'000});
}

TEST_CASE("publish: a guest who cannot pay it is hung up, and the offer is the answer") {
    World world;
    world.dial(1, 2);
    world.talk(1);
    world.at(7000);
    CHECK(offer_of(world.publish(1, "call-1", each(5000, 5))).id.value == 1);
    CHECK(world.fate(1) == "no-funds at 7000 by 0");
}
