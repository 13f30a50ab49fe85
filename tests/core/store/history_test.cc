#include <catch2/catch.hpp>

#include "tests/core/store/opened.h"
#include "tests/core/store/story.h"

namespace {

using namespace calls;
using namespace calls::tests;

constexpr model::Terms each_minute{
    .mode = model::Mode::each, .period = Millis{60'000}, .price = {100}};
constexpr model::Terms once{.mode = model::Mode::once, .period = Millis{0}, .price = {500}};

// Ten calls a minute apart, of host 1 or 2 with guest 10; the even ones with an offer and a ticket.
struct Past : Opened {
    Past() : Opened(store::in_memory) {
        story.deposit(10, 10'000, "salary");
        for (int i = 1; i <= 10; ++i) {
            model::Call call = story.dial(i % 2 == 0 ? 2 : 1, 10);
            story.talk(call);
            if (i % 2 == 0) story.ticket(story.offer(call, each_minute), 10, i == 10);
            story.pass(Millis{59'000});
            story.hang(call);
            story.pass(Millis{1'000});
        }
        const model::Call reversed = story.dial(10, 1);
        model::Call ended = reversed;
        story.hang(ended);
        chat = story.chat_offer(2, "photos", once);
        story.ticket(chat, 10);
        store.append(story.take());
    }

    Story story;
    model::Offer chat;
};

template <class Row>
std::vector<std::int64_t> ids(const model::Rows<Row>& rows) {
    std::vector<std::int64_t> found;
    for (const Row& row : rows.rows) {
        if constexpr (std::is_same_v<Row, model::CallView>) found.push_back(row.call.id.value);
        if constexpr (std::is_same_v<Row, model::TicketView>) found.push_back(row.ticket.id.value);
        if constexpr (std::is_same_v<Row, model::LedgerEntry>) found.push_back(row.id.value);
        if constexpr (std::is_same_v<Row, model::Account>) found.push_back(row.user.value);
    }
    return found;
}

using Ids = std::vector<std::int64_t>;

constexpr model::Page page(std::int64_t after, std::int64_t limit) {
    return {.after = after, .limit = limit, .last = {}};
}
constexpr model::Page newest(std::int64_t count) {
    return {.after = 0, .limit = 1, .last = count};
}
model::Span since(Instant time) {
    return {.since = time, .until = {}};
}
model::Span until(Instant time) {
    return {.since = {}, .until = time};
}

// The ids on the page that the query shows, once `set` has filled it in.
template <class Query, class Row>
auto asking(Opened& opened) {
    return [&opened](auto set) {
        Query query;
        set(query);
        return ids(opened.page<Row>(std::move(query)));
    };
}

}  // namespace

TEST_CASE("store: records come in pages, and the newest on demand") {
    Past past;
    const auto records = [&](const model::Page& wanted) {
        model::RecordsQuery query;
        query.page = wanted;
        return past.page<model::CallView>(query);
    };
    const auto first = records(page(0, 4));
    CHECK(ids(first) == Ids{1, 2, 3, 4});
    CHECK(first.next == 4);
    const auto rest = records(page(4, 7));
    CHECK(ids(rest) == Ids{5, 6, 7, 8, 9, 10, 11});
    CHECK_FALSE(rest.next);
    CHECK(ids(records(newest(3))) == Ids{9, 10, 11});
    CHECK(ids(records(page(11, 4))).empty());
}

TEST_CASE("store: records are filtered by parties, reason and the time of the hang") {
    Past past;
    const auto records = asking<model::RecordsQuery, model::CallView>(past);
    CHECK(records([](auto& q) { q.filter.user = {1}; }) == Ids{1, 3, 5, 7, 9, 11});
    CHECK(records([](auto& q) { q.filter = {.user = {10}, .host = {2}, .guest = {}}; }) ==
          Ids{2, 4, 6, 8, 10});
    CHECK(records([](auto& q) { q.filter = {.user = {}, .host = {1}, .guest = {10}}; }) ==
          Ids{1, 3, 5, 7, 9});
    CHECK(records([](auto& q) {
              q.filter.user = {10};
              q.page = page(2, 3);
          }) == Ids{3, 4, 5});
    CHECK(records([](auto& q) { q.reason = model::HangReason::hangup; }).size() == 11);
    CHECK(records([](auto& q) { q.reason = model::HangReason::no_funds; }).empty());
    const Instant second_hang = story_begins + Millis{119'000};
    CHECK(records([&](auto& q) {
              q.hung = {.since = second_hang, .until = second_hang + Millis{60'000}};
          }) == Ids{2});
    CHECK(records([&](auto& q) { q.hung = until(second_hang + Millis{1}); }) == Ids{1, 2});
    CHECK(records([&](auto& q) { q.hung = since(past.story.now()); }) == Ids{11});
}

TEST_CASE("store: a record shows what stood around the call") {
    Past past;
    model::RecordsQuery query;
    query.page = page(1, 2);
    const auto rows = past.page<model::CallView>(query);
    const model::CallView& view = rows.rows.at(0);
    CHECK(view.as_of == view.call.hang_time);
    CHECK(view.context.tickets == 1);
    CHECK(view.context.paid == model::Coins{100});
    CHECK(view.context.earned == model::Coins{70});
    CHECK(view.context.terms == each_minute);
    CHECK_FALSE(view.context.next_charge);
    CHECK_FALSE(rows.rows.at(1).context.terms);
}

TEST_CASE("store: tickets are filtered by call, payer, host, offer and time") {
    Past past;
    const auto tickets = asking<model::TicketsQuery, model::TicketView>(past);
    CHECK(tickets([](auto&) {}) == Ids{1, 2, 3, 4, 5, 6});
    CHECK(tickets([](auto& q) { q.call = {4}; }) == Ids{2});
    CHECK(tickets([](auto& q) { q.call = {3}; }).empty());
    CHECK(tickets([](auto& q) {
              q.payer = {10};
              q.page = page(4, 10);
          }) == Ids{5, 6});
    CHECK(tickets([](auto& q) { q.host = {2}; }) == Ids{1, 2, 3, 4, 5, 6});
    CHECK(tickets([](auto& q) { q.host = {1}; }).empty());
    CHECK(tickets([&](auto& q) { q.offer = past.chat.id; }) == Ids{6});
    CHECK(tickets([&](auto& q) { q.taken = since(past.story.now()); }) == Ids{6});
    CHECK(tickets([](auto& q) { q.page = newest(2); }) == Ids{5, 6});
}

TEST_CASE("store: a ticket shows its host, its price, and its call or resource") {
    Past past;
    model::TicketsQuery query;
    query.page = page(4, 10);
    const auto rows = past.page<model::TicketView>(query).rows;
    CHECK(rows.at(0).context ==
          model::TicketContext{.host = {2}, .call = {10}, .resource = "", .price = {100}});
    CHECK(rows.at(0).ticket.free);
    CHECK(rows.at(0).ticket.earned == model::Coins{70});
    CHECK(rows.at(1).context ==
          model::TicketContext{.host = {2}, .call = {}, .resource = "photos", .price = {500}});
}

TEST_CASE("store: the ledger is filtered by account, call, ticket, kind and time") {
    Past past;
    const auto entries = asking<model::LedgerQuery, model::LedgerEntry>(past);
    // A deposit, four tickets of two entries, a free one, one of a chat with two.
    CHECK(entries([](auto&) {}) == Ids{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
    CHECK(entries([](auto& q) { q.user = model::UserId{2}; }) == Ids{2, 4, 6, 8, 10, 11});
    CHECK(entries([](auto& q) { q.user = model::platform_account; }) == Ids{3, 5, 7, 9, 10, 12});
    CHECK(entries([](auto& q) { q.user = model::world_account; }) == Ids{1});
    CHECK(entries([](auto& q) { q.call = {4}; }) == Ids{4, 5});
    CHECK(entries([](auto& q) { q.call = {10}; }) == Ids{10});
    CHECK(entries([](auto& q) { q.call = {1234}; }).empty());
    CHECK(entries([](auto& q) { q.ticket = {6}; }) == Ids{11, 12});
    CHECK(entries([](auto& q) { q.ticket = {99}; }).empty());
    CHECK(entries([](auto& q) {
              q.user = model::UserId{10};
              q.call = {2};
          }) == Ids{2, 3});
    CHECK(entries([](auto& q) {
              q.kinds = {model::EntryKind::deposit, model::EntryKind::free_ticket};
          }) == Ids{1, 10});
    CHECK(entries([](auto& q) {
              q.user = model::UserId{2};
              q.page = newest(2);
          }) == Ids{10, 11});
}

TEST_CASE("store: the ledger between two times") {
    Past past;
    const auto entries = asking<model::LedgerQuery, model::LedgerEntry>(past);
    const Instant now = past.story.now();
    CHECK(entries([&](auto& q) { q.booked = since(now); }) == Ids{11, 12});
    CHECK(entries([&](auto& q) { q.booked = until(story_begins + Millis{1}); }) == Ids{1});
    CHECK(entries([&](auto& q) { q.booked = since(now + Millis{1}); }).empty());
    CHECK(entries([&](auto& q) { q.booked = until(story_begins); }).empty());
    CHECK(entries([&](auto& q) { q.booked = until(now); }).size() == 10);
}

TEST_CASE("store: an entry of the ledger comes back whole") {
    Past past;
    const auto deposit = past.page<model::LedgerEntry>(model::LedgerQuery{}).rows.at(0);
    CHECK(deposit.request_id == "salary");
    CHECK(deposit.credit_balance == model::Coins{10'000});
    CHECK(deposit.debit == model::world_account);
}

TEST_CASE("store: accounts are listed by user, the system's are not") {
    Past past;
    const auto accounts = asking<model::AccountsQuery, model::Account>(past);
    CHECK(accounts([](auto&) {}) == Ids{2, 10});
    CHECK(accounts([](auto& q) { q.min = model::Coins{1000}; }) == Ids{10});
    CHECK(accounts([](auto& q) { q.max = model::Coins{1000}; }) == Ids{2});
    model::AccountsQuery query;
    query.page = page(0, 1);
    CHECK(past.page<model::Account>(query).next == 2);
}

TEST_CASE("store: an offer is found by its id, or refused") {
    Past past;
    CHECK(std::get<model::Offer>(past.ask(model::OfferQuery{past.chat.id})) == past.chat);
    CHECK(std::get<model::Refusal>(past.ask(model::OfferQuery{{99}})).kind ==
          model::RefusalKind::not_found);
}

TEST_CASE("store: a report sums up calls that ended and tickets that were taken") {
    Past past;
    const auto report = [&](model::ReportBy by, const model::Span& span = {},
                            const model::Page& wanted = {}) {
        model::ReportQuery query;
        query.by = by;
        query.span = span;
        query.page = wanted;
        return past.page<model::ReportRow>(query);
    };
    const auto hosts = report(model::ReportBy::host).rows;
    REQUIRE(hosts.size() == 3);
    CHECK(hosts[0].order == 1);
    CHECK(hosts[0].calls == 5);
    CHECK(hosts[0].tickets == 0);
    CHECK(hosts[1].order == 2);
    CHECK(hosts[1].calls == 5);
    CHECK(hosts[1].answered == 5);
    CHECK(hosts[1].talk == Millis{5 * 59'000});
    CHECK(hosts[1].tickets == 6);  // five of calls, one free among them, and the photos
    CHECK(hosts[1].free_tickets == 1);
    CHECK(hosts[1].paid.value == 4 * 100 + 500);
    CHECK(hosts[1].paid.value == [&] {
        std::int64_t sum = 0;
        for (const auto& view : past.page<model::TicketView>(model::TicketsQuery{}).rows)
            sum += view.ticket.paid.value;
        return sum;
    }());
    CHECK(hosts[2].order == 10);
    CHECK(hosts[2].answered == 0);

    const auto guests = report(model::ReportBy::guest).rows;
    REQUIRE(guests.size() == 2);
    CHECK(guests[0].calls == 1);
    CHECK(guests[1].calls == 10);
    CHECK(guests[1].paid == hosts[1].paid);

    const auto reasons = report(model::ReportBy::reason).rows;
    REQUIRE(reasons.size() == 2);
    CHECK(reasons[0].reason == "hangup");
    CHECK(reasons[0].calls == 11);
    CHECK(reasons[0].tickets == 5);
    CHECK(reasons[1].reason == "chat");
    CHECK(reasons[1].paid.value == 500);

    const auto days = report(model::ReportBy::day).rows;
    REQUIRE(days.size() == 1);
    CHECK(days[0].calls == 11);
    CHECK(days[0].fees.value == days[0].paid.value - days[0].earned.value + 70);

    const Instant second_hang = story_begins + Millis{119'000};
    CHECK(report(model::ReportBy::day, since(second_hang)).rows.at(0).calls == 10);
    CHECK(report(model::ReportBy::day, until(second_hang)).rows.at(0).calls == 1);
    CHECK(report(model::ReportBy::day, since(past.story.now() + Millis{1})).rows.empty());

    model::ReportQuery moved;  // a zone that goes a day ahead with the second hang
    moved.offset_changes = {{story_begins, Millis{0}}, {second_hang, Millis{86'400'000}}};
    const auto two_days = past.page<model::ReportRow>(moved).rows;
    REQUIRE(two_days.size() == 2);
    CHECK(two_days[0].order == days[0].order);
    CHECK(two_days[0].calls == 1);
    CHECK(two_days[1].order == days[0].order + 1);
    CHECK(two_days[1].calls == 10);
    moved.offset_changes.resize(1);
    moved.utc_offset = Millis{-86'400'000};  // nothing lies before the change
    CHECK(past.page<model::ReportRow>(moved).rows == days);

    const auto first = report(model::ReportBy::host, {}, page(0, 2));
    CHECK(first.next == 2);
    CHECK(report(model::ReportBy::host, {}, page(2, 2)).rows.size() == 1);
    CHECK_FALSE(report(model::ReportBy::host, {}, page(2, 2)).next);
    CHECK(report(model::ReportBy::host, {}, newest(1)).rows.at(0).order == 10);
}
