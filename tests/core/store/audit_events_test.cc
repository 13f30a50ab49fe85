#include <catch2/catch.hpp>

#include "tests/core/store/audited.h"

// Each case spoils a sound store in one way, and expects exactly what is off.

namespace {

using namespace calls;
using namespace calls::tests;

// Beside the events still kept.
std::string changed(const std::string& sql) {
    return Audited{}.found_after(sql);
}

std::string journal_spoilt(const std::string& sql) {
    const Audited audited;
    audited.spoil_journal(sql);
    return audited.findings();
}

}  // namespace

TEST_CASE("audit: rows that are not as their events left them") {
    CHECK(
        changed("UPDATE app_call_record SET hang_user_id = 2") ==
        "the row of app_call_record is as its event left it [1] hang_user_id 1 | hang_user_id 2\n");
    CHECK(changed("UPDATE app_call_ing SET host_hb_time = host_hb_time + 5000") == "");
    CHECK(changed("UPDATE app_call_ing SET idal_time = dial_time") ==
          "the row of app_call_ing is as its event left it [2] idal_time 0 | idal_time +180001\n");
    CHECK(changed("UPDATE app_rtc_value SET numb3 = 7, numb9 = -1 WHERE user_id = 2") ==
          "the row of app_rtc_value is as its event left it [2] numb3 0, numb9 0 | numb3 7, numb9 "
          "-1\n");
    CHECK(changed("UPDATE app_call_money SET earned = 1") ==
          "a call's totals are the sum of its tickets [1] tickets 3, paid 198, earned 207 | "
          "tickets 3, paid 198, earned 1\n"
          "the row of app_call_money is as its event left it [1] earned 207 | earned 1\n");
    CHECK(changed("UPDATE app_trade_server SET mode_id = 8 WHERE server_id = 2") ==
          "the row of app_trade_server is as its event left it [2] mode_id 7 | mode_id 8\n");
    CHECK(changed("UPDATE app_trade_ticket SET ticket_time = ticket_time - 1, done_time = "
                  "done_time - 1 WHERE ticket_id = 2") ==
          "a ticket begins when the one before has run out, or with the offer [2] from +60001 or "
          "later | from +60000\n"
          "the row of app_trade_ticket is as its event left it [2] ticket_time +60001, done_time "
          "+120001 | ticket_time +60000, done_time +120000\n"
          "tickets of one call leave no gap while it is talking [3] from +120000 | from +120001\n");
    CHECK(changed("UPDATE app_ledger SET request_id = '' WHERE entry_id = 1") ==
          "the row of app_ledger is as its event left it [1] request_id salary | request_id \n");
    CHECK(changed("DELETE FROM app_ledger WHERE entry_id = 4") ==
          "a balance is the sum of its ledger entries, and they are counted [0] balance 210, "
          "entries 3 | balance 141, entries 4\n"
          "a balance is the sum of its ledger entries, and they are counted [1] balance 488, "
          "entries 3 | balance 557, entries 4\n"
          "an entry says what the balance was after it [5] user 1 has 138 | 207\n"
          "an entry says what the balance was after it [6] user 0 has 60 | -9\n"
          "the row of app_ledger is as its event left it [4] a row | none\n"
          "what a ticket moved is in the ledger [2] paid 0, earned 69 | paid 0, earned 0\n");
    CHECK(changed("UPDATE app_request SET fingerprint = x'00'") ==
          "the row of app_request is as its event left it [0] request salary: fingerprint 3 bytes, "
          "of sum 98134 | fingerprint 1 bytes, of sum 0\n");
    CHECK(changed("UPDATE app_start SET live_calls = 5") ==
          "the row of app_start is as its event left it [1] live_calls 0 | live_calls 5\n");
    CHECK(changed("DELETE FROM app_start") ==
          "the row of app_start is as its event left it [1] a row | none\n");
    CHECK(changed("UPDATE app_account SET balance = balance + 1 WHERE user_id = 2") ==
          "a balance is the sum of its ledger entries, and they are counted [2] balance 9302, "
          "entries 7 | balance 9303, entries 7\n"
          "all balances add up to 0 [0] 0 | 1\n"
          "the row of app_account is as its event left it [2] balance 9302 | balance 9303\n");
    CHECK(changed("DELETE FROM app_call_ing; DELETE FROM app_rtc_value WHERE user_id = 2") ==
          "the row of app_call_ing is as its event left it [2] a row | none\n"
          "the row of app_rtc_value is as its event left it [2] a row | none\n");
    CHECK(changed("INSERT INTO app_call_ing SELECT 3, 7, 8, dial_time, 8, 0, 0, 0, 0, 0, "
                  "dial_time, dial_time FROM app_call_ing; INSERT INTO app_rtc_value VALUES (3, 3, "
                  "'call', 0, 0, 0, 0, 0, 0, 0, 0, 0)") ==
          "a call was dialled [3] an event of it | none\n");
    CHECK(
        changed("INSERT INTO app_trade_server SELECT 9, 6, 'more', 0, 'CHAT', mode, period_mills, "
                "price, create_time FROM app_trade_server WHERE server_id = 2") ==
        "the row of app_trade_server is as its event left it [9] none: no event made it | a row\n");
    CHECK(changed("UPDATE app_ledger SET kind = 'gift' WHERE entry_id = 4") ==
          "a balance is the sum of its ledger entries, and they are counted [0] balance 210, "
          "entries 3 | balance 141, entries 4\n"
          "a balance is the sum of its ledger entries, and they are counted [1] balance 488, "
          "entries 3 | balance 557, entries 4\n"
          "a row can be read [4] known words | the tables hold an unknown word: 'gift'\n"
          "an entry says what the balance was after it [5] user 1 has 138 | 207\n"
          "an entry says what the balance was after it [6] user 0 has 60 | -9\n"
          "rows can be held against their events [1] to be checked | the tables hold an unknown "
          "word: 'gift'\n"
          "what a ticket moved is in the ledger [2] paid 0, earned 69 | paid 0, earned 0\n");
    CHECK(changed("UPDATE app_trade_ticket SET user_id = 7 WHERE ticket_id = 3;"
                  "UPDATE app_offer_payer SET last_ticket_id = 2 WHERE server_id = 1;"
                  "INSERT INTO app_offer_payer VALUES (1, 7, 3, 3)") ==
          "a call's tickets are taken by its guest [3] user 2 | user 7\n"
          "a call's tickets reach to its end [1] a ticket from +120001 | none; the call ended at "
          "+180001\n"
          "an entry moves money between the right accounts, for what it says [5] the parties of a "
          "ticket | 2 to 1, ticket 3, call 1\n"
          "an entry moves money between the right accounts, for what it says [6] the parties of a "
          "ticket-fee | 2 to 0, ticket 3, call 1\n"
          "the row of app_trade_ticket is as its event left it [3] user_id 2 | user_id 7\n");
    CHECK(changed("UPDATE app_ledger SET amount = amount - 1 WHERE entry_id = 2") ==
          "a balance is the sum of its ledger entries, and they are counted [1] balance 556, "
          "entries 4 | balance 557, entries 4\n"
          "a balance is the sum of its ledger entries, and they are counted [2] balance 9303, "
          "entries 7 | balance 9302, entries 7\n"
          "an entry says what the balance was after it [2] user 1 has 68 | 69\n"
          "an entry says what the balance was after it [2] user 2 has 9932 | 9931\n"
          "the row of app_ledger is as its event left it [2] amount 69 | amount 68\n"
          "what a ticket moved is in the ledger [1] paid 99, earned 69 | paid 98, earned 68\n");
}

TEST_CASE("audit: events that are gone or damaged") {
    CHECK(journal_spoilt("DELETE FROM app_event WHERE event_id IN (4, 5)") ==
          "events are numbered without gaps [5] events 4 to 5 | none\n");
    CHECK(journal_spoilt("DELETE FROM app_event WHERE event_id = 1") ==
          "events are numbered without gaps [1] events 1 to 1 | none\n");
    CHECK(journal_spoilt("UPDATE app_event SET body = substr(body, 1, 9) WHERE event_id = 12") ==
          "a call was dialled [2] an event of it | none\n"
          "an event can be read [12] an event | event 12 is damaged: packed bytes end too early\n");
    CHECK(journal_spoilt("UPDATE app_event SET time = time - 1 WHERE event_id = 3") ==
          "an event can be read [3] an event | event 3 is out of its place\n"
          "the times of events never fall [2] +0 or earlier | +1\n");
    CHECK(journal_spoilt("UPDATE app_event SET body = (SELECT body FROM app_event WHERE event_id = "
                         "2) WHERE event_id = 3") ==
          "an event can be read [3] an event | event 3 is out of its place\n");
}
