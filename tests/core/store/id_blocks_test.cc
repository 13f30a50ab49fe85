#include "core/store/id_blocks.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "core/store/lookups.h"
#include "tests/core/store/opened.h"
#include "tests/core/store/story.h"

// History whose ids lie in several blocks of the indexes by user, with gaps of whole blocks.

namespace {

using namespace calls;
using namespace calls::tests;

constexpr model::Terms each_minute{
    .mode = model::Mode::each, .period = Millis{60'000}, .price = {100}};

// Guests 10 and 11 with hosts 1 to 3; guest 10 is once a host, and subscribes to something of host
// 2 all the time.
struct LongPast : TempFolder, Opened {
    LongPast() : Opened(database()) {
        subscription = story.chat_offer(2, "news", each_minute);
        for (const std::int64_t gap : {0, 65'500, 10, 300'000, 65'536}) {
            story.skip(gap);
            for (int i = 0; i < 9; ++i) {
                model::Call call = story.dial(1 + i % 3, 10 + i % 2);
                story.talk(call);
                const model::Offer offer = story.offer(call, each_minute);
                story.ticket(offer, call.guest.value);
                story.pass(Millis{60'000});
                story.ticket(offer, call.guest.value);
                story.ticket(subscription, 10);
                story.hang(call);
            }
        }
        model::Call reversed = story.dial(10, 1);
        story.hang(reversed);
        store.append(story.take());
    }

    Story story;
    model::Offer subscription;
};

using Ids = std::vector<std::int64_t>;

template <class Row>
std::int64_t id_of(const Row& row) {
    if constexpr (std::is_same_v<Row, model::CallView>)
        return row.call.id.value;
    else if constexpr (std::is_same_v<Row, model::TicketView>)
        return row.ticket.id.value;
    else
        return row.id.value;
}

template <class Row>
Ids ids_of(const std::vector<Row>& rows) {
    Ids ids;
    for (const Row& row : rows) ids.push_back(id_of(row));
    return ids;
}

template <class Row, class Query>
Ids page_by_page(Opened& opened, Query query, std::int64_t limit) {
    Ids ids;
    query.page = {.after = 0, .limit = limit, .last = {}};
    while (true) {
        const auto page = opened.page<Row>(query);
        CHECK(std::ssize(page.rows) <= limit);
        const Ids more = ids_of(page.rows);
        ids.insert(ids.end(), more.begin(), more.end());
        if (!page.next) return ids;
        query.page.after = *page.next;
    }
}

// What the query finds is what there is of it, in pages of any size and from the end.
template <class Row, class Query>
void check_finds(Opened& opened, Query query, const std::function<bool(const Row&)>& wanted) {
    Query all;
    all.page.limit = model::page_limit_max;
    std::vector<Row> rows = opened.page<Row>(all).rows;
    std::erase_if(rows, [&](const Row& row) { return !wanted(row); });
    const Ids expected = ids_of(rows);
    REQUIRE_FALSE(expected.empty());
    for (const std::int64_t limit : {1, 3, 1'000})
        CHECK(page_by_page<Row>(opened, query, limit) == expected);
    for (const std::int64_t last : {1, 7, 1'000}) {
        query.page = {.after = 0, .limit = 1, .last = last};
        const auto count = std::min<std::int64_t>(last, std::ssize(expected));
        CHECK(ids_of(opened.page<Row>(query).rows) == Ids(expected.end() - count, expected.end()));
    }
}

std::string plan_of(store::Database& tables, const std::string& sql) {
    store::Statement explain{tables, "EXPLAIN QUERY PLAN " + sql};
    std::string plan;
    explain.each([&](store::Statement& row) {
        for (int column = 0; column < 3; ++column) row.get<std::int64_t>();
        plan += row.get<std::string>() + "\n";
    });
    return plan;
}

}  // namespace

TEST_CASE("store: records of a user are found in every block of ids") {
    LongPast past;
    using Row = model::CallView;
    model::RecordsQuery query;
    query.filter.user = {10};
    check_finds<Row>(past, query, [](const Row& row) {
        return row.call.guest == model::UserId{10} || row.call.host == model::UserId{10};
    });
    query.filter = {.user = {}, .host = {2}, .guest = {11}};
    check_finds<Row>(past, query, [](const Row& row) {
        return row.call.guest == model::UserId{11} && row.call.host == model::UserId{2};
    });
    query.filter = {.user = {}, .host = {}, .guest = {10}};
    const Instant until = story_begins + Millis{20 * 60'000};
    query.hung.until = until;
    check_finds<Row>(past, query, [&](const Row& row) {
        return row.call.guest == model::UserId{10} && row.call.hang_time < until;
    });
}

TEST_CASE("store: tickets of a payer, a host, a call or an offer are found in every block of ids") {
    LongPast past;
    using Row = model::TicketView;
    model::TicketsQuery query;
    query.payer = {10};
    check_finds<Row>(past, query,
                     [](const Row& row) { return row.ticket.payer == model::UserId{10}; });
    query.host = {2};
    check_finds<Row>(past, query, [](const Row& row) {
        return row.ticket.payer == model::UserId{10} && row.context.host == model::UserId{2};
    });
    query.payer = {};
    check_finds<Row>(past, query,
                     [](const Row& row) { return row.context.host == model::UserId{2}; });
    query.host = {};
    query.offer = past.subscription.id;
    check_finds<Row>(past, query,
                     [&](const Row& row) { return row.ticket.offer == past.subscription.id; });
    query.offer = {};
    query.call = {65'500 + 10};  // the first of the second part
    check_finds<Row>(past, query, [&](const Row& row) { return row.context.call == query.call; });
    query.call = {4711};
    CHECK(past.page<Row>(query).rows.empty());
}

// More payers in a block of ids than are looked up one by one, and fewer of them in the next.
TEST_CASE("store: tickets of a host with very many payers are found as those of others are") {
    const TempFolder folder;
    Opened opened{folder.database()};
    Story story;
    const model::Offer photos = story.chat_offer(1, "photos", each_minute);
    const model::Offer news = story.chat_offer(2, "news", each_minute);
    Ids expected;
    const auto buy = [&](std::int64_t payer) {
        story.ticket(photos, payer);
        expected.push_back(story.last().ticket.value);
        story.ticket(news, payer);
    };
    for (std::int64_t payer = 10; payer < 1'110; ++payer) buy(payer);
    story.pass(Millis{60'000});
    for (std::int64_t payer = 10; payer < 100; ++payer) buy(payer);
    story.skip(65'536);
    for (std::int64_t payer = 50; payer < 60; ++payer) buy(payer);
    opened.store.append(story.take());

    model::TicketsQuery query;
    query.host = {1};
    CHECK(page_by_page<model::TicketView>(opened, query, 170) == expected);
    query.page = {.after = 0, .limit = 1, .last = 17};
    CHECK(ids_of(opened.page<model::TicketView>(query).rows) ==
          Ids(expected.end() - 17, expected.end()));
    query.page.last = 1'000;
    CHECK(ids_of(opened.page<model::TicketView>(query).rows) ==
          Ids(expected.end() - 1'000, expected.end()));
    const Instant later = story_begins + Millis{60'000};
    query.taken = {.since = later, .until = {}};
    CHECK(page_by_page<model::TicketView>(opened, query, 1'000) ==
          Ids(expected.begin() + 1'100, expected.end()));
    query.taken = {.since = {}, .until = later};
    CHECK(page_by_page<model::TicketView>(opened, query, 170) ==
          Ids(expected.begin(), expected.begin() + 1'100));
    query.taken = {};
    query.host = {};
    query.offer = photos.id;
    CHECK(page_by_page<model::TicketView>(opened, query, 170) == expected);
}

TEST_CASE("store: entries of a user, a call or a ticket are found in every block of ids") {
    LongPast past;
    using Row = model::LedgerEntry;
    for (const std::int64_t user : {0, 2, 10}) {
        model::LedgerQuery query;
        query.user = model::UserId{user};
        check_finds<Row>(past, query, [&](const Row& row) {
            return row.debit.value == user || row.credit.value == user;
        });
        const Instant since = story_begins + Millis{25 * 60'000};
        query.booked.since = since;
        query.kinds = {model::EntryKind::ticket_fee};
        if (user == 2) continue;  // a host pays no fee
        check_finds<Row>(past, query, [&](const Row& row) {
            return (row.debit.value == user || row.credit.value == user) && row.time >= since &&
                   row.kind == model::EntryKind::ticket_fee;
        });
    }
    model::LedgerQuery query;
    query.call = {65'500 + 10};
    check_finds<Row>(past, query, [&](const Row& row) { return row.call == query.call; });
    query.call = {4711};
    CHECK(past.page<Row>(query).rows.empty());
    query.call = {};
    query.ticket = {65'500 + 28};
    check_finds<Row>(past, query, [&](const Row& row) { return row.ticket == query.ticket; });
    query.ticket = {4711};
    CHECK(past.page<Row>(query).rows.empty());
}

TEST_CASE("store: the newest ticket of a payer is the one that counts, in whatever block") {
    LongPast past;
    past.page<model::TicketView>(model::TicketsQuery{});  // so that the tables hold them
    store::Lookups lookups{past.database()};
    const auto newest = lookups.last_ticket(past.subscription.id, {10});
    REQUIRE(newest);
    CHECK(newest->id == past.story.last().ticket);
    CHECK_FALSE(lookups.last_ticket(past.subscription.id, {11}));
}

TEST_CASE("store: an index by user is used for each block") {
    const LongPast past;
    store::Database tables{past.database(), store::Database::Access::read_only};
    struct Indexed {
        std::string table, key, user, index;
    };
    const std::vector<Indexed> all{
        {"app_call_record", "call_id", "host_user_id", "app_call_record_host"},
        {"app_call_record", "call_id", "guest_user_id", "app_call_record_guest"},
        {"app_trade_ticket", "ticket_id", "user_id", "app_trade_ticket_user"},
        {"app_ledger", "entry_id", "debit_user_id", "app_ledger_debit"},
        {"app_ledger", "entry_id", "credit_user_id", "app_ledger_credit"}};
    for (const Indexed& one : all)
        CHECK_THAT(
            plan_of(tables, "SELECT " + one.key + " FROM " + one.table + " WHERE " +
                                store::block_term(one.key) + " = 1 AND " + one.user + " = 2 AND " +
                                one.key + " BETWEEN 3 AND 4 ORDER BY " + one.key + " LIMIT 5"),
            Catch::Equals("SEARCH " + one.table + " USING COVERING INDEX " + one.index +
                          " (<expr>=? AND " + one.user + "=? AND rowid>? AND rowid<?)\n"));
}
