#include "core/rules/packed_call.h"

#include <cstdint>
#include <string_view>

#include <catch2/catch.hpp>

// What is packed comes out as it went in, whatever is unusual about it.

namespace {

using namespace calls;
using base::Instant;
using base::Millis;
using rules::CallState;
using rules::PackedCall;

constexpr std::int64_t dial_ms = 1'700'000'000'000;

model::Call dialled(model::CallId id, model::UserId by) {
    model::Call call;
    call.id = id;
    call.host = {1};
    call.guest = {2};
    call.dial_time = {dial_ms};
    call.dial_user = by;
    call.guest_hb_time = call.host_hb_time = call.dial_time;
    return call;
}

CallState talking() {
    CallState state;
    model::Call& call = state.file.call = dialled({7}, {2});
    call.idal_time = {dial_ms};
    call.helo_time = {dial_ms + 5};
    call.ehlo_time = {dial_ms + 9};
    call.guest_hb_time = {dial_ms + 60'000};
    call.host_hb_time = {dial_ms + 61'000};
    state.file.counters[0] = 140;
    state.file.totals = {.call = {7}, .tickets = 2, .paid = {200}, .earned = {140}};
    state.file.offer = model::CallOffer{
        .id = {3},
        .terms = {.mode = model::Mode::each, .period = Millis{60'000}, .price = {100}},
        .create_time = {dial_ms}};
    state.file.last_ticket = model::Ticket{.id = {11},
                                           .offer = {3},
                                           .payer = {2},
                                           .ticket_time = {dial_ms + 60'009},
                                           .done_time = {dial_ms + 120'009},
                                           .paid = {100},
                                           .earned = {70}};
    return state;
}

void check_kept(const CallState& state) {
    const PackedCall packed{state};
    CHECK(packed.unpack() == state);
    CHECK(packed.id() == state.file.call.id);
    CHECK(packed.live() == state.file.call.live());
    CHECK(packed.charges_wait() == state.charges_wait());
    CHECK(packed.heartbeat_time(model::Side::host) == state.file.call.host_hb_time);
    CHECK(packed.heartbeat_time(model::Side::guest) == state.file.call.guest_hb_time);
}

}  // namespace

TEST_CASE("packed call: an ordinary one takes no more than its comment says") {
    CallState state = talking();
    const std::string_view kind =
        GENERATE("talking", "ringing", "matched", "priced later", "heard of again after a start");
    CAPTURE(kind);
    if (kind == "ringing") {
        state = {};
        state.file.call = dialled({1}, {1});
        state.file.totals.call = {1};
    } else if (kind == "matched") {
        state.file.counters[1] = 1;
    } else if (kind == "priced later") {
        state.file.offer->create_time = {dial_ms + 1'000};
    } else if (kind == "heard of again after a start") {
        state.awaits_guest = true;
        state.released_at = {dial_ms + 3};
    }
    check_kept(state);
    CHECK_FALSE(PackedCall{state}.whole());
    CHECK(sizeof(PackedCall) <= 144);
}

TEST_CASE("packed call: whatever is unusual is kept") {
    CallState state = talking();
    const auto unusual = GENERATE(range(0, 15));
    CAPTURE(unusual);
    switch (unusual) {
        case 0:
            state.file.counters[8] = -1;
            break;
        case 1:
            state.file.counters[0] = 0;
            break;
        case 2:
            state.file.call.hang_time = {dial_ms + 70'000};
            break;
        case 3:
            state.file.call.hang_user = {2};
            break;
        case 4:
            state.file.call.hang_reason = model::HangReason::no_funds;
            break;
        case 5:
            state.file.offer->create_time = {dial_ms - 1};
            break;
        case 6:
            state.file.offer->terms.period = model::period_max;
            break;
        case 7:
            state.file.last_ticket->free = true;
            break;
        case 8:
            state.file.last_ticket->done_time = {};
            break;
        case 9:
            state.file.last_ticket->payer = {9};
            break;
        case 10:
            state.file.last_ticket->ticket_time = {dial_ms - 1};
            break;
        case 11:
            state.file.totals.tickets = std::int64_t{1} << 33;
            break;
        case 12:
            state.file.call.host_hb_time = {dial_ms + (std::int64_t{1} << 33)};
            break;
        case 13:
            state.file.call.dial_user = {5};
            break;
        default:
            state.file.counters[1] = 2;
    }
    check_kept(state);
    CHECK(PackedCall{state}.whole());
}

TEST_CASE("packed call: a heartbeat moves one time and leaves the schedule alone") {
    const bool whole = GENERATE(false, true);
    const auto after = GENERATE(std::int64_t{90'000}, std::int64_t{1} << 33);
    CallState state = talking();
    if (whole) state.file.counters[3] = 5;
    PackedCall packed{state};
    const rules::DeadlineKey key{.time = {dial_ms + 70'000}, .rank = 2, .call = {7}};
    packed.set_scheduled(key);
    packed.beat(model::Side::guest, {dial_ms + after});
    state.file.call.guest_hb_time = {dial_ms + after};
    CHECK(packed.unpack() == state);
    CHECK(packed.scheduled() == key);
    packed.await_both();
    state.awaits_host = state.awaits_guest = true;
    CHECK(packed.unpack() == state);
    CHECK(packed.charges_wait());
    packed.set_scheduled(std::nullopt);
    CHECK_FALSE(packed.scheduled());
}
