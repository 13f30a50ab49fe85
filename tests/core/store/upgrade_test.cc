#include <catch2/catch.hpp>

#include "core/store/lookups.h"
#include "tests/core/store/audited.h"

// Stores as an earlier calld left them are brought up to date when they are opened.

namespace {

using namespace calls;
using namespace calls::tests;

// Version 4 had indexes over everything, and found an offer's tickets by one of them.
constexpr const char* back_to_version_4 = R"sql(
DROP TABLE app_offer_payer;
DROP INDEX app_call_record_host;
DROP INDEX app_call_record_guest;
DROP INDEX app_trade_ticket_user;
DROP INDEX app_ledger_debit;
DROP INDEX app_ledger_credit;
CREATE INDEX app_call_record_host ON app_call_record (host_user_id);
CREATE INDEX app_call_record_guest ON app_call_record (guest_user_id);
CREATE INDEX app_trade_ticket_user ON app_trade_ticket (user_id);
CREATE INDEX app_trade_ticket_server ON app_trade_ticket (server_id, user_id);
CREATE INDEX app_ledger_debit ON app_ledger (debit_user_id);
CREATE INDEX app_ledger_credit ON app_ledger (credit_user_id);
PRAGMA user_version = 4;
)sql";

}  // namespace

TEST_CASE("store: tables of version 4 are brought up to date") {
    const Audited earlier;
    {
        store::Database tables{earlier.folder.database(), store::Database::Access::read_write};
        tables.run(back_to_version_4);
    }
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
