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

TEST_CASE("audit: balances that are not the ledger's") {
    CHECK(spoilt("UPDATE app_account SET balance = balance + 1 WHERE user_id = 2") ==
          "a balance is the sum of its ledger entries, and they are counted [2] balance 9302, "
          "entries 7 | balance 9303, entries 7\n"
          "all balances add up to 0 [0] 0 | 1\n");
    CHECK(spoilt("UPDATE app_account SET entry_count = 5 WHERE user_id = 1") ==
          "a balance is the sum of its ledger entries, and they are counted [1] balance 557, "
          "entries 4 | balance 557, entries 5\n");
    CHECK(spoilt("DELETE FROM app_account WHERE user_id = 0") ==
          "a balance is the sum of its ledger entries, and they are counted [0] balance 141, "
          "entries 4 | no account\n"
          "all balances add up to 0 [0] 0 | -141\n");
}

TEST_CASE("audit: entries that do not say what happened") {
    CHECK(spoilt("UPDATE app_ledger SET amount = amount - 1 WHERE entry_id = 2") ==
          "a balance is the sum of its ledger entries, and they are counted [1] balance 556, "
          "entries 4 | balance 557, entries 4\n"
          "a balance is the sum of its ledger entries, and they are counted [2] balance 9303, "
          "entries 7 | balance 9302, entries 7\n"
          "an entry says what the balance was after it [2] user 1 has 68 | 69\n"
          "an entry says what the balance was after it [2] user 2 has 9932 | 9931\n"
          "what a ticket moved is in the ledger [1] paid 99, earned 69 | paid 98, earned 68\n");
    CHECK(spoilt("UPDATE app_ledger SET debit_balance = 7 WHERE entry_id = 3") ==
          "an entry says what the balance was after it [3] user 2 has 9901 | 7\n"
          "an entry says what the balance was after it [5] user 2 has -62 | 9832\n");
    CHECK(spoilt("UPDATE app_ledger SET credit_user_id = 9 WHERE entry_id = 3") ==
          "a balance is the sum of its ledger entries, and they are counted [0] balance 111, "
          "entries 3 | balance 141, entries 4\n"
          "a balance is the sum of its ledger entries, and they are counted [9] balance 30, "
          "entries 1 | no account\n"
          "an entry moves money between the right accounts, for what it says [3] the parties of a "
          "ticket-fee | 2 to 9, ticket 1, call 1\n"
          "an entry says what the balance was after it [4] user 0 has -69 | -39\n");
    CHECK(spoilt("UPDATE app_ledger SET ticket_id = 4 WHERE entry_id = 5") ==
          "a ticket is paid once its period is entered [4] booked at +180001 or later | booked at "
          "+120001\n"
          "an entry moves money between the right accounts, for what it says [5] the parties of a "
          "ticket | 2 to 1, ticket 4, call 1\n"
          "what a ticket moved is in the ledger [3] paid 99, earned 69 | paid 30, earned 0\n"
          "what a ticket moved is in the ledger [4] paid 500, earned 350 | paid 569, earned 419\n");
    CHECK(spoilt("UPDATE app_ledger SET call_id = 2 WHERE entry_id = 2") ==
          "an entry moves money between the right accounts, for what it says [2] the parties of a "
          "ticket | 2 to 1, ticket 1, call 2\n");
    CHECK(spoilt("UPDATE app_ledger SET ticket_id = 9 WHERE entry_id = 8") ==
          "an entry is for a ticket that there is [8] ticket 9 | none\n"
          "what a ticket moved is in the ledger [4] paid 500, earned 350 | paid 350, earned 350\n");
    CHECK(spoilt("UPDATE app_ledger SET kind = 'gift' WHERE entry_id = 4") ==
          "a balance is the sum of its ledger entries, and they are counted [0] balance 210, "
          "entries 3 | balance 141, entries 4\n"
          "a balance is the sum of its ledger entries, and they are counted [1] balance 488, "
          "entries 3 | balance 557, entries 4\n"
          "a row can be read [4] known words | the tables hold an unknown word: 'gift'\n"
          "an entry says what the balance was after it [5] user 1 has 138 | 207\n"
          "an entry says what the balance was after it [6] user 0 has 60 | -9\n"
          "what a ticket moved is in the ledger [2] paid 0, earned 69 | paid 0, earned 0\n");
    CHECK(spoilt("UPDATE app_ledger SET time = time - 60000 WHERE entry_id = 5") ==
          "a ticket is paid once its period is entered [3] booked at +120001 or later | booked at "
          "+60001\n");
    CHECK(spoilt("UPDATE app_ledger SET debit_user_id = 1 WHERE entry_id = 1") ==
          "a balance is the sum of its ledger entries, and they are counted [-1] balance 0, "
          "entries 0 | balance -10000, entries 1\n"
          "a balance is the sum of its ledger entries, and they are counted [1] balance -9443, "
          "entries 5 | balance 557, entries 4\n"
          "an entry moves money between the right accounts, for what it says [1] the parties of a "
          "deposit | 1 to 2, ticket 0, call 0\n"
          "an entry says what the balance was after it [2] user 1 has -9931 | 69\n");
    CHECK(spoilt("DELETE FROM app_request") ==
          "the request that moved money is kept [1] request id salary | none\n");
}

TEST_CASE("audit: tickets that cost or moved something else") {
    CHECK(spoilt("DELETE FROM app_ticket_money WHERE ticket_id = 4") ==
          "what a ticket moved is known [4] a row of app_ticket_money | none\n");
    CHECK(spoilt("UPDATE app_ticket_money SET paid = 98 WHERE ticket_id = 3") ==
          "a call's totals are the sum of its tickets [1] tickets 3, paid 197, earned 207 | "
          "tickets 3, paid 198, earned 207\n"
          "a ticket cost the offer's price, or nothing where it was free [3] paid 99 | paid 98\n"
          "what a ticket moved is in the ledger [3] paid 98, earned 69 | paid 99, earned 69\n");
    CHECK(spoilt("UPDATE app_trade_server SET price = 50 WHERE server_id = 1") ==
          "a ticket cost the offer's price, or nothing where it was free [1] paid 50 | paid 99\n"
          "a ticket cost the offer's price, or nothing where it was free [3] paid 50 | paid 99\n"
          "a ticket earns no more than the offer's price [1] 0 to 50 | 69\n"
          "a ticket earns no more than the offer's price [2] 0 to 50 | 69\n"
          "a ticket earns no more than the offer's price [3] 0 to 50 | 69\n");
    CHECK(spoilt("UPDATE app_call_money SET tickets = 7") ==
          "a call's totals are the sum of its tickets [1] tickets 3, paid 198, earned 207 | "
          "tickets 7, paid 198, earned 207\n");
}
