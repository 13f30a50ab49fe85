#include "cli/shape.h"

#include <catch2/catch.hpp>

#include "cli/failure.h"

using namespace calls::cli;

TEST_CASE("fields: known by the names of the wire") {
    CHECK_NOTHROW(check_fields(call_shape, {"callId", "talkMs", "value", "value1", "value9"}));
    CHECK_NOTHROW(check_fields(full_call_shape, {"offer.price", "ticketList"}));
    CHECK_NOTHROW(check_fields(movement_shape, {"balance", "replayed"}));
    CHECK_NOTHROW(check_fields(open_shape, {"whatever"}));
}

TEST_CASE("fields: an unknown one is refused with the list of those there are") {
    for (const char* name : {"colour", "value0", "value10", "offer.price", "", "callid"}) {
        INFO(name);
        try {
            check_fields(call_shape, {name});
            FAIL("not refused");
        } catch (const Failure& failure) {
            CHECK(failure.exit_status() == 2);
            CHECK(failure.to_line().find("callId, hostUserId") != std::string::npos);
        }
    }
    CHECK_THROWS_AS(check_fields(offer_shape, {"value1"}), Failure);
}

TEST_CASE("fields: found inside others, and counters one by one") {
    const boost::json::object call{
        {"callId", 7}, {"value", boost::json::array{10, 20, 30}}, {"offer", {{"price", 100}}}};
    REQUIRE(value_at(call, "offer.price") != nullptr);
    CHECK(*value_at(call, "offer.price") == 100);
    CHECK(*value_at(call, "value2") == 20);
    CHECK(value_at(call, "value4") == nullptr);
    CHECK(value_at(call, "offer.mode") == nullptr);
    CHECK(value_at(call, "callId.price") == nullptr);
    CHECK(names_in(call) == std::vector<std::string>{"callId", "value", "offer.price"});
}
