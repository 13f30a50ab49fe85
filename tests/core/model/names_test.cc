#include <cstdint>
#include <string>

#include <catch2/catch.hpp>
#include <climits>

#include "core/model/call.h"
#include "core/model/event.h"
#include "core/model/ledger_entry.h"
#include "core/model/offer.h"

namespace {

using namespace calls::model;

}  // namespace

TEST_CASE("names: of phases, reasons, kinds, modes and modules are read back") {
    for (const char* name : {"ringing", "connecting", "talking", "ended"})
        CHECK(name_of(find_phase(name).value()) == name);
    for (const char* name : {"", "cancel", "reject", "hangup", "operator", "ring-timeout",
                             "host-timeout", "guest-timeout", "no-funds"})
        CHECK(name_of(find_hang_reason(name).value()) == name);
    for (const char* name : {"dial", "answer", "hello", "hello-back", "hang", "counters", "offer",
                             "ticket", "low-funds", "deposit", "withdrawal", "start"})
        CHECK(name_of(find_event_kind(name).value()) == name);
    for (const char* name : {"deposit", "withdrawal", "ticket", "ticket-fee", "free-ticket"})
        CHECK(name_of(find_entry_kind(name).value()) == name);
    CHECK(name_of(find_mode("ONCE").value()) == "ONCE");
    CHECK(name_of(find_mode("EACH").value()) == "EACH");
    CHECK(name_of(find_module("CALL").value()) == "CALL");
    CHECK(name_of(find_module("CHAT").value()) == "CHAT");
}

TEST_CASE("names: what is none") {
    CHECK_FALSE(find_phase("").has_value());
    CHECK_FALSE(find_hang_reason("Cancel").has_value());
    CHECK_FALSE(find_event_kind("receipt").has_value());  // kept from watchers
    CHECK_FALSE(find_entry_kind("fee").has_value());
    CHECK_FALSE(find_mode("each").has_value());
    CHECK_FALSE(find_module("").has_value());
}

TEST_CASE("resource: of a call, of a chat, or neither") {
    using Kind = ResourceName::Kind;
    struct Case {
        std::string resource;
        Kind kind;
        std::int64_t call;
    };
    const auto wish = GENERATE(values<Case>({{"call-1", Kind::call, 1},
                                             {"call-90", Kind::call, 90},
                                             {"call-9223372036854775807", Kind::call, INT64_MAX},
                                             {"call-9223372036854775808", Kind::malformed, 0},
                                             {"call-0", Kind::malformed, 0},
                                             {"call-01", Kind::malformed, 0},
                                             {"call--1", Kind::malformed, 0},
                                             {"call-+1", Kind::malformed, 0},
                                             {"call-", Kind::malformed, 0},
                                             {"call-x", Kind::malformed, 0},
                                             {"call-1x", Kind::malformed, 0},
                                             {"call- 1", Kind::malformed, 0},
                                             {std::string{"call-1\0", 7}, Kind::malformed, 0},
                                             {"call", Kind::chat, 0},
                                             {"Call-1", Kind::chat, 0},
                                             {"xcall-1", Kind::chat, 0},
                                             {"chat-1", Kind::chat, 0}}));
    CAPTURE(wish.resource);
    const ResourceName name = parse_resource(wish.resource);
    CHECK(name.kind == wish.kind);
    CHECK(name.call.value == wish.call);
    if (wish.kind == Kind::call) CHECK(call_resource(name.call) == wish.resource);
}

TEST_CASE("call: phase, parties and sides follow from the row") {
    Call call{.id = {1},
              .host = {5},
              .guest = {6},
              .dial_time = {10},
              .dial_user = {6},
              .idal_time = {},
              .helo_time = {},
              .ehlo_time = {},
              .hang_time = {},
              .hang_user = {},
              .guest_hb_time = {},
              .host_hb_time = {}};
    CHECK(call.phase() == Phase::ringing);
    CHECK(call.caller().value == 6);
    CHECK(call.callee().value == 5);
    CHECK(call.side_of({5}) == Side::host);
    CHECK(call.side_of({6}) == Side::guest);
    CHECK_FALSE(call.side_of({7}).has_value());
    call.idal_time = {11};
    CHECK(call.phase() == Phase::connecting);
    call.helo_time = {12};
    CHECK(call.phase() == Phase::connecting);
    call.ehlo_time = {13};
    CHECK(call.talking());
    call.hang_time = {14};
    CHECK(call.phase() == Phase::ended);
    CHECK_FALSE(call.live());
}

TEST_CASE("offer: a call's own is full once the call is known") {
    const CallOffer own{.id = {3}, .terms = {}, .create_time = {9}};
    const Offer full = full_offer(own, {7}, {1});
    CHECK(full.resource == "call-7");
    CHECK(full.mode_id == 7);
    CHECK(full.provider.value == 1);
    CHECK(full.module == Module::call);
    CHECK(full.create_time.ms == 9);
}
