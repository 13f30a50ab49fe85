#include "core/model/pack.h"

#include <cstdint>
#include <memory>
#include <random>

#include <catch2/catch.hpp>
#include <climits>

#include "core/model/command.h"
#include "core/model/event.h"
#include "core/model/receipt.h"

namespace {

using namespace calls;
using namespace calls::model;

template <class T>
void round_trip(const T& value) {
    const std::string bytes = pack(value);
    CHECK(unpack<T>(bytes) == value);
}

CallView view() {
    CallView view;
    view.call = Call{.id = {7},
                     .host = {1},
                     .guest = {INT64_MAX},
                     .dial_time = {1000},
                     .dial_user = {1},
                     .idal_time = {},
                     .helo_time = {},
                     .ehlo_time = {},
                     .hang_time = base::last_instant,
                     .hang_user = {1},
                     .guest_hb_time = {1000},
                     .host_hb_time = {1001},
                     .hang_reason = HangReason::no_funds};
    view.context.counters = {INT64_MIN, INT64_MAX, -1};
    view.context.terms = Terms{.mode = Mode::each, .period = period_max, .price = {INT64_MAX}};
    view.context.funded_until = Instant{5};
    return view;
}

// Something of everything.
Event rich_event() {
    Event event{.id = {3},
                .time = {5},
                .kind = EventKind::ticket,
                .call = {7},
                .user = {2},
                .rows = {},
                .note = {}};
    event.rows.call = view().call;
    event.rows.counters = Counters{.call = {7}, .value = {1, -2}};
    event.rows.totals = CallTotals{.call = {7}, .tickets = 2, .paid = {3}, .earned = {4}};
    event.rows.offer = Offer{.id = {4},
                             .provider = {1},
                             .resource = std::string{"a\0b", 3},
                             .mode_id = -1,
                             .module = Module::chat,
                             .terms = {},
                             .create_time = {9}};
    event.rows.ticket = Ticket{.id = {5},
                               .offer = {4},
                               .payer = {2},
                               .ticket_time = {1},
                               .done_time = {2},
                               .paid = {3},
                               .earned = {4},
                               .free = true};
    event.rows.accounts = {{.user = {-1}, .balance = {-5}, .entries = 1},
                           {.user = {0}, .balance = {}}};
    event.rows.entries = {LedgerEntry{.id = {1},
                                      .time = {2},
                                      .kind = EntryKind::free_ticket,
                                      .debit = {-1},
                                      .credit = {2},
                                      .amount = {5},
                                      .ticket = {5},
                                      .call = {7},
                                      .request_id = "r",
                                      .debit_balance = {-5},
                                      .credit_balance = {5}}};
    event.rows.receipt = std::make_shared<Receipt>(Receipt{.request_id = "r",
                                                           .fingerprint = std::string(300, '\xff'),
                                                           .outcome = view(),
                                                           .time = {5}});
    event.note = TicketNote{.context = {.host = {1}, .call = {}, .resource = "x", .price = {9}},
                            .automatic = true};
    return event;
}

}  // namespace

TEST_CASE("pack: integers from end to end, in as few bytes as they need") {
    for (const std::int64_t number :
         {std::int64_t{0}, std::int64_t{-1}, std::int64_t{1}, std::int64_t{63}, std::int64_t{-64},
          std::int64_t{64}, std::int64_t{INT64_MAX}, std::int64_t{INT64_MIN}})
        round_trip(number);
    std::mt19937_64 random{7};
    for (int i = 0; i < 5000; ++i) round_trip(static_cast<std::int64_t>(random()) >> (i % 64));
    CHECK(pack(std::int64_t{63}).size() == 1);
    CHECK(pack(std::int64_t{64}).size() == 2);
    CHECK(pack(std::int64_t{INT64_MIN}).size() == 10);
}

TEST_CASE("pack: rows and outcomes") {
    round_trip(view());
    round_trip(CallTotals{.call = {1}, .tickets = 2, .paid = {-3}, .earned = {4}});
    round_trip(std::string{});
    round_trip(std::vector<std::string>{"", std::string(1000, 'x')});
    for (const Outcome& outcome :
         {Outcome{view()}, Outcome{Offer{}},
          Outcome{TicketReply{
              .view = {.ticket = {},
                      .context = {.host = {1}, .call = {}, .resource = "r", .price = {}}},
 .charged = {5},
 .issued = true}},
          Outcome{MoneyReply{.user = {1}, .balance = {-5}, .entry = {2}}},
          Outcome{ClockReply{.manual = true, .now = {5}}}})
        round_trip(outcome);
}

TEST_CASE("pack: an event with everything, and one with nothing") {
    for (const Event& event : {rich_event(), Event{}}) {
        const std::string bytes = pack(event);
        CHECK(pack(unpack<Event>(bytes)) == bytes);
    }
    const Event again = unpack<Event>(pack(rich_event()));
    CHECK(again.rows.offer == rich_event().rows.offer);
    CHECK(again.rows.entries == rich_event().rows.entries);
    CHECK(*again.rows.receipt == *rich_event().rows.receipt);
    CHECK(std::get<TicketNote>(again.note).context ==
          std::get<TicketNote>(rich_event().note).context);
}

TEST_CASE("pack: commands that differ in anything differ in bytes") {
    const Dial dial{.host = {1}, .guest = {2}, .direct = false, .counters = {}, .terms = {}};
    Dial other = dial;
    other.direct = true;
    CHECK(pack(Change{dial}) == pack(Change{Dial{dial}}));
    CHECK(pack(Change{dial}) != pack(Change{other}));
    other = dial;
    other.terms = Terms{};
    CHECK(pack(Change{dial}) != pack(Change{other}));
    CHECK(pack(Change{Deposit{.user = {1}, .amount = {2}}}) !=
          pack(Change{Withdraw{.user = {1}, .amount = {2}}}));
}

TEST_CASE("unpack: bytes cut off anywhere, or going on, are an error") {
    const std::string bytes = pack(rich_event());
    for (std::size_t size = 0; size < bytes.size(); ++size)
        CHECK_THROWS_AS(unpack<Event>(std::string_view{bytes}.substr(0, size)), UnpackError);
    CHECK_THROWS_AS(unpack<Event>(bytes + '\0'), UnpackError);
}

TEST_CASE("unpack: damaged bytes are an error or another value, never worse") {
    const std::string bytes = pack(rich_event());
    const auto try_out = [](const std::string& damaged) {
        try {
            const Event event = unpack<Event>(damaged);
            CHECK_FALSE(pack(event).empty());
        } catch (const UnpackError&) {
            SUCCEED();
        }
    };
    for (std::size_t at = 0; at < bytes.size(); ++at)
        for (int value = 0; value < 256; value += 5) {
            std::string damaged = bytes;
            damaged[at] = static_cast<char>(value);
            try_out(damaged);
        }
    std::mt19937_64 random{7};
    for (int i = 0; i < 20'000; ++i) {
        std::string damaged = bytes;
        for (int flips = 0; flips < 1 + i % 9; ++flips)
            damaged[random() % damaged.size()] = static_cast<char>(random());
        try_out(damaged);
    }
}

TEST_CASE("unpack: a length past the end is damage and no wish for memory") {
    for (const std::int64_t length : {std::int64_t{1}, std::int64_t{-1}, std::int64_t{1} << 40,
                                      std::int64_t{INT64_MAX}, std::int64_t{INT64_MIN}}) {
        CAPTURE(length);
        CHECK_THROWS_AS(unpack<std::string>(pack(length)), UnpackError);
        CHECK_THROWS_AS(unpack<std::vector<LedgerEntry>>(pack(length)), UnpackError);
        CHECK_THROWS_AS(unpack<std::vector<std::string>>(pack(length)), UnpackError);
    }
    CHECK_THROWS_AS(unpack<std::int64_t>(std::string(10, '\x80')), UnpackError);
    CHECK_THROWS_AS(unpack<std::int64_t>(std::string(11, '\xff')), UnpackError);
    CHECK_THROWS_AS(unpack<Outcome>(pack(std::int64_t{5})), UnpackError);
    CHECK_THROWS_AS(unpack<Outcome>(pack(std::int64_t{-1})), UnpackError);
}
