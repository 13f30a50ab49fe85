#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "core/store/lookups.h"
#include "tests/core/store/audited.h"
#include "tests/support/earlier_store.h"

// Stores as an earlier calld left them are brought up to date when they are opened.

namespace {

using namespace calls;
using namespace calls::tests;

}  // namespace

TEST_CASE("store: tables of version 4 are brought up to date") {
    const Audited earlier;
    {
        store::Database tables{earlier.folder.database(), store::Database::Access::read_write};
        tables.run(::tests::back_to_version_4);
    }
    std::vector<std::string> told;
    {
        store::StoreOptions options = inline_options(earlier.folder.database());
        options.upgrading = [&](const std::string& what) { told.push_back(what); };
        const Opened brought_up_to_date{options};
    }
    REQUIRE(told.size() == 1);
    CHECK_THAT(told.front(), Catch::Contains("calld.db from version 4 to 5"));
    CHECK(earlier.findings().empty());
    Opened opened{earlier.folder.database()};
    model::TicketsQuery of_host;
    of_host.host = {1};
    CHECK(opened.page<model::TicketView>(of_host).rows.size() == 4);
    store::Lookups lookups{earlier.folder.database()};
    const auto last = lookups.last_ticket({1}, {2});
    REQUIRE(last);
    CHECK(last->id == model::TicketId{3});
}

TEST_CASE("store: nothing is said of tables that are up to date") {
    const Audited audited;
    store::StoreOptions options = inline_options(audited.folder.database());
    options.upgrading = [](const std::string& what) { FAIL(what); };
    const Opened opened{options};
}

TEST_CASE("store: tables of version 4 that lag behind their journal are brought up to date") {
    const TempFolder folder;
    Story story;
    {
        Opened opened{folder.database()};
        story.deposit(2, 1'000);
        const model::Offer photos = story.chat_offer(1, "photos", each_minute);
        story.ticket(photos, 2);
        opened.store.append(story.take());
        opened.store.project_now();
        story.pass(Millis{60'000});
        story.ticket(photos, 2);
        story.ticket(photos, 3);
        opened.store.append(story.take());
        opened.store.crash();
    }
    {
        store::Database tables{folder.database(), store::Database::Access::read_write};
        tables.run(::tests::back_to_version_4);
        tables.keep_wal_on_close();
    }
    Opened opened{folder.database()};
    model::TicketsQuery all;
    CHECK(opened.page<model::TicketView>(all).rows.size() == 3);
    const auto last = opened.store.last_ticket({1}, {2});
    REQUIRE(last);
    CHECK(last->id == model::TicketId{2});
    CHECK(opened.store.last_ticket({1}, {3})->id == model::TicketId{3});
}

TEST_CASE("store: a last ticket that is not there, or not his, is not taken for none") {
    const Audited audited;
    const auto spoil_by = GENERATE(
        as<std::string>{}, "DELETE FROM app_trade_ticket WHERE ticket_id = 4",
        "UPDATE app_offer_payer SET first_ticket_id = 3, last_ticket_id = 3 WHERE server_id = 2");
    audited.spoil(spoil_by);
    store::Lookups lookups{audited.folder.database()};
    CHECK_THROWS_AS(lookups.last_ticket({2}, {2}), engine::StoreBroken);
    CHECK(lookups.last_ticket({1}, {2})->id == model::TicketId{3});
}
