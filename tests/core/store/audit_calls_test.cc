#include <catch2/catch.hpp>

#include "tests/core/store/audited.h"

// Each case spoils a sound store in one way, and expects exactly what is off.

namespace {

using namespace calls;
using namespace calls::tests;

// In the tables alone: the events are gone.
std::string spoilt(const std::string& sql) {
    const Audited audited;
    audited.forget_events();
    return audited.found_after(sql);
}

}  // namespace

TEST_CASE("audit: tickets out of their place") {
    CHECK(spoilt("UPDATE app_trade_ticket SET ticket_time = ticket_time - 1, done_time = done_time "
                 "- 1 WHERE ticket_id = 2") ==
          "a ticket begins when the one before has run out, or with the offer [2] from +60001 or "
          "later | from +60000\n"
          "tickets of one call leave no gap while it is talking [3] from +120000 | from +120001\n");
    CHECK(spoilt("UPDATE app_trade_ticket SET ticket_time = ticket_time + 1, done_time = done_time "
                 "+ 1 WHERE ticket_id = 3") ==
          "a ticket is paid once its period is entered [3] booked at +120002 or later | booked at "
          "+120001\n"
          "tickets of one call leave no gap while it is talking [3] from +120001 | from +120002\n");
    CHECK(spoilt("UPDATE app_trade_ticket SET done_time = done_time + 5 WHERE ticket_id = 3") ==
          "a ticket lasts one period [3] done +180001 | done +180006\n");
    CHECK(spoilt("UPDATE app_trade_ticket SET user_id = 7 WHERE ticket_id = 3;"
                 "UPDATE app_offer_payer SET last_ticket_id = 2 WHERE server_id = 1;"
                 "INSERT INTO app_offer_payer VALUES (1, 7, 3, 3)") ==
          "a call's tickets are taken by its guest [3] user 2 | user 7\n"
          "a call's tickets reach to its end [1] a ticket from +120001 | none; the call ended at "
          "+180001\n"
          "an entry moves money between the right accounts, for what it says [5] the parties of a "
          "ticket | 2 to 1, ticket 3, call 1\n"
          "an entry moves money between the right accounts, for what it says [6] the parties of a "
          "ticket-fee | 2 to 0, ticket 3, call 1\n");
    CHECK(spoilt("UPDATE app_trade_ticket SET server_id = 9 WHERE ticket_id = 4;"
                 "UPDATE app_offer_payer SET server_id = 9 WHERE server_id = 2") ==
          "a ticket belongs to an offer [4] offer 9 | none\n");
    CHECK(spoilt("UPDATE app_trade_ticket SET user_id = 1 WHERE ticket_id = 4;"
                 "UPDATE app_offer_payer SET user_id = 1 WHERE server_id = 2") ==
          "an entry moves money between the right accounts, for what it says [7] the parties of a "
          "ticket | 2 to 1, ticket 4, call 0\n"
          "an entry moves money between the right accounts, for what it says [8] the parties of a "
          "ticket-fee | 2 to 0, ticket 4, call 0\n"
          "nobody pays his own offer [4] not user 1 | user 1\n");
    CHECK(spoilt("DELETE FROM app_trade_ticket WHERE ticket_id = 2") ==
          "a call's totals are the sum of its tickets [1] tickets 2, paid 198, earned 138 | "
          "tickets 3, paid 198, earned 207\n"
          "an entry is for a ticket that there is [4] ticket 2 | none\n"
          "tickets of one call leave no gap while it is talking [3] from +60001 | from +120001\n"
          "what a ticket moved belongs to a ticket [2] a ticket | none\n");
    CHECK(spoilt("DELETE FROM app_trade_ticket WHERE ticket_id = 4;"
                 "DELETE FROM app_offer_payer WHERE server_id = 2") ==
          "an entry is for a ticket that there is [7] ticket 4 | none\n"
          "an entry is for a ticket that there is [8] ticket 4 | none\n"
          "what a ticket moved belongs to a ticket [4] a ticket | none\n");
    CHECK(spoilt("DELETE FROM app_ticket_money WHERE ticket_id = 3") ==
          "a call's tickets reach to its end [1] a ticket from +120001 | none; the call ended at "
          "+180001\n"
          "a call's totals are the sum of its tickets [1] tickets 2, paid 99, earned 138 | tickets "
          "3, paid 198, earned 207\n"
          "what a ticket moved is known [3] a row of app_ticket_money | none\n");
    CHECK(
        spoilt("INSERT INTO app_trade_ticket SELECT 5, server_id, user_id, ticket_time + 1, 0 "
               "FROM app_trade_ticket WHERE ticket_id = 4; INSERT INTO app_ticket_money VALUES "
               "(5, 0, 0, 1); UPDATE app_offer_payer SET last_ticket_id = 5 WHERE server_id = 2") ==
        "what is sold once is paid once [5] ticket 4 alone | another from +180002\n");
}

// It is what the last ticket is looked up by: a row that says too little would sell a thing twice.
TEST_CASE("audit: who took which tickets") {
    CHECK(spoilt("UPDATE app_offer_payer SET last_ticket_id = 5 WHERE server_id = 2") ==
          "a payer's first and last ticket are his [2] user 2 for offer 2 | tickets 4 to 5\n");
    CHECK(spoilt("UPDATE app_offer_payer SET last_ticket_id = 2 WHERE server_id = 1") ==
          "a call's tickets reach to its end [1] a ticket from +120001 | none; the call ended at "
          "+180001\n"
          "a call's totals are the sum of its tickets [1] tickets 2, paid 99, earned 138 | tickets "
          "3, paid 198, earned 207\n"
          "a ticket lies among those of its payer [3] user 2 for offer 1 | tickets 1 to 2\n");
    CHECK(spoilt("DELETE FROM app_offer_payer WHERE server_id = 2") ==
          "a ticket lies among those of its payer [4] user 2 for offer 2 | no row\n");
    CHECK(spoilt("INSERT INTO app_offer_payer VALUES (2, 9, 1, 4611686018427387904)") ==
          "a payer's first and last ticket are his [2] user 9 for offer 2 | tickets 1 to "
          "4611686018427387904\n");
}

TEST_CASE("audit: a call paid for less, or for more, than it talked") {
    CHECK(spoilt("UPDATE app_call_record SET hang_time = hang_time + 1") ==
          "a call's tickets reach to its end [1] a ticket from +180001 | none; the call ended at "
          "+180002\n");
    CHECK(spoilt("UPDATE app_call_record SET hang_time = hang_time - 60001") ==
          "no period is paid that was not entered [3] none after +120000 | from +120001\n");
    CHECK(spoilt("UPDATE app_call_record SET hang_reason = 'no-funds', hang_user_id = 0, hang_time "
                 "= hang_time - 1") ==
          "a call ends for lack of funds when a payment is due [1] a payment due at +180000 | due "
          "at +180001\n");
    CHECK(spoilt("UPDATE app_call_record SET hang_reason = 'no-funds', hang_user_id = 0, hang_time "
                 "= hang_time + 1") ==
          "a call ends for lack of funds when a payment is due [1] a payment due at +180002 | due "
          "at +180001\n");
    CHECK(
        spoilt("UPDATE app_call_ing SET idal_time = dial_time, helo_time = dial_time, ehlo_time = "
               "dial_time, host_hb_time = dial_time + 60001; INSERT INTO app_trade_server SELECT "
               "9, 3, 'call-2', 2, 'CALL', 'EACH', 60000, 5, dial_time FROM app_call_ing") ==
        "a live call is paid up to its latest heartbeat [2] a ticket from +180001 | none; heard of "
        "at +240002\n");
}

TEST_CASE("audit: offers that are not the call's") {
    CHECK(
        spoilt("UPDATE app_trade_server SET user_id = 8 WHERE server_id = 1") ==
        "a call's totals are the sum of its tickets [1] tickets 0, paid 0, earned 0 | tickets 3, "
        "paid 198, earned 207\n"
        "an entry moves money between the right accounts, for what it says [2] the parties of a "
        "ticket | 2 to 1, ticket 1, call 1\n"
        "an entry moves money between the right accounts, for what it says [4] the parties of a "
        "free-ticket | 0 to 1, ticket 2, call 1\n"
        "an entry moves money between the right accounts, for what it says [5] the parties of a "
        "ticket | 2 to 1, ticket 3, call 1\n"
        "an offer of a call belongs to the call's host [1] call-1 of user 1 | call-1 of user 8\n");
    CHECK(spoilt("UPDATE app_trade_server SET mode_id = 77 WHERE server_id = 1") ==
          "a call's totals are the sum of its tickets [1] tickets 0, paid 0, earned 0 | tickets 3, "
          "paid 198, earned 207\n"
          "an entry moves money between the right accounts, for what it says [2] the parties of a "
          "ticket | 2 to 1, ticket 1, call 1\n"
          "an entry moves money between the right accounts, for what it says [3] the parties of a "
          "ticket-fee | 2 to 0, ticket 1, call 1\n"
          "an entry moves money between the right accounts, for what it says [4] the parties of a "
          "free-ticket | 0 to 1, ticket 2, call 1\n"
          "an entry moves money between the right accounts, for what it says [5] the parties of a "
          "ticket | 2 to 1, ticket 3, call 1\n"
          "an entry moves money between the right accounts, for what it says [6] the parties of a "
          "ticket-fee | 2 to 0, ticket 3, call 1\n"
          "an offer of a call belongs to the call's host [1] call 77 | no such call\n");
    CHECK(spoilt("UPDATE app_trade_server SET create_time = create_time - 1 WHERE server_id = 1") ==
          "an offer of a call is made while it lives [1] from +1 | from +0\n");
    CHECK(
        spoilt("INSERT INTO app_trade_server SELECT 9, 1, 'call-01', 1, 'CALL', mode, "
               "period_mills, price, create_time FROM app_trade_server WHERE server_id = 1") ==
        "a call has one offer at most [1] one | 2 offers\n"
        "an offer of a call belongs to the call's host [9] call-1 of user 1 | call-01 of user 1\n");
}

TEST_CASE("audit: calls whose rows do not fit together") {
    CHECK(spoilt("UPDATE app_call_record SET hang_reason = 'cancel'") ==
          "the reason of a hang fits the call [1] a reason, and who hung up, of a call that talked "
          "| cancel by user 1\n");
    CHECK(spoilt("UPDATE app_call_record SET hang_reason = 'tired'") ==
          "a row can be read [1] known words | the tables hold an unknown word: 'tired'\n");
    CHECK(spoilt("UPDATE app_call_record SET hang_user_id = 3") ==
          "the reason of a hang fits the call [1] a reason, and who hung up, of a call that talked "
          "| hangup by user 3\n");
    CHECK(spoilt("UPDATE app_call_record SET helo_time = 0") ==
          "the times of a call are in order [1] dial <= answer <= hello <= hello-back <= hang | +1 "
          "+1 0 +1 +180001\n");
    CHECK(spoilt("DELETE FROM app_rtc_value WHERE user_id = 2") ==
          "a call has its counters [2] a row of app_rtc_value | none\n");
    CHECK(spoilt("INSERT INTO app_rtc_value SELECT 9, 9, module, 0, 0, 0, 0, 0, 0, 0, 0, 0 FROM "
                 "app_rtc_value WHERE user_id = 1") ==
          "counters belong to a call [9] a call | none\n");
    CHECK(spoilt("INSERT INTO app_call_money VALUES (9, 0, 0, 0)") ==
          "totals belong to a call [9] a call | none\n");
    CHECK(spoilt("INSERT INTO app_call_ing SELECT 1, host_user_id, guest_user_id, dial_time, "
                 "dial_user_id, idal_time, helo_time, ehlo_time, 0, 0, guest_hb_time, host_hb_time "
                 "FROM app_call_record") ==
          "a call is live or ended, not both [1] one row | live and ended\n");
    CHECK(spoilt("INSERT INTO app_call_ing SELECT 3, 4, 5, dial_time, 4, 0, 0, 0, 0, 0, dial_time, "
                 "dial_time FROM app_call_ing; INSERT INTO app_rtc_value VALUES (3, 3, 'call', 0, "
                 "0, 0, 0, 0, 0, 0, 0, 0)") ==
          "a user is in at most one live call [4] one live call | 2 live calls\n");
}
