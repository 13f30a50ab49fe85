#include <array>

#include "core/store/schema.h"

// The tables themselves. The first five are the ones that everybody knows; what begins with app_
// after them is ours. Secondary indexes are few: each costs the projection dearly.

namespace calls::store {
namespace {

constexpr const char* calls_step = R"sql(
CREATE TABLE app_call_ing (
    call_id       INTEGER PRIMARY KEY CHECK (call_id > 0),
    host_user_id  INTEGER NOT NULL UNIQUE CHECK (host_user_id > 0),
    guest_user_id INTEGER NOT NULL UNIQUE CHECK (guest_user_id > 0),
    dial_time     INTEGER NOT NULL CHECK (dial_time > 0),
    dial_user_id  INTEGER NOT NULL CHECK (dial_user_id IN (host_user_id, guest_user_id)),
    idal_time     INTEGER NOT NULL,
    helo_time     INTEGER NOT NULL,
    ehlo_time     INTEGER NOT NULL,
    hang_time     INTEGER NOT NULL CHECK (hang_time = 0),
    hang_user_id  INTEGER NOT NULL CHECK (hang_user_id = 0),
    guest_hb_time INTEGER NOT NULL,
    host_hb_time  INTEGER NOT NULL,
    CHECK (host_user_id <> guest_user_id)
) STRICT;

CREATE TABLE app_call_record (
    call_id       INTEGER PRIMARY KEY CHECK (call_id > 0),
    host_user_id  INTEGER NOT NULL CHECK (host_user_id > 0),
    guest_user_id INTEGER NOT NULL CHECK (guest_user_id > 0),
    dial_time     INTEGER NOT NULL CHECK (dial_time > 0),
    dial_user_id  INTEGER NOT NULL CHECK (dial_user_id IN (host_user_id, guest_user_id)),
    idal_time     INTEGER NOT NULL,
    helo_time     INTEGER NOT NULL,
    ehlo_time     INTEGER NOT NULL,
    hang_time     INTEGER NOT NULL CHECK (hang_time > 0),
    hang_user_id  INTEGER NOT NULL,
    guest_hb_time INTEGER NOT NULL,
    host_hb_time  INTEGER NOT NULL,
    hang_reason   TEXT NOT NULL CHECK (hang_reason <> ''),
    CHECK (host_user_id <> guest_user_id)
) STRICT;
CREATE INDEX app_call_record_host ON app_call_record (host_user_id);
CREATE INDEX app_call_record_guest ON app_call_record (guest_user_id);

CREATE TABLE app_rtc_value (
    rtc_unit_id INTEGER PRIMARY KEY CHECK (rtc_unit_id > 0),
    user_id     INTEGER NOT NULL,
    module      TEXT NOT NULL,
    numb1 INTEGER NOT NULL, numb2 INTEGER NOT NULL, numb3 INTEGER NOT NULL,
    numb4 INTEGER NOT NULL, numb5 INTEGER NOT NULL, numb6 INTEGER NOT NULL,
    numb7 INTEGER NOT NULL, numb8 INTEGER NOT NULL, numb9 INTEGER NOT NULL,
    UNIQUE (module, user_id)
) STRICT;

CREATE TABLE app_call_money (
    call_id INTEGER PRIMARY KEY CHECK (call_id > 0),
    tickets INTEGER NOT NULL CHECK (tickets >= 0),
    paid    INTEGER NOT NULL CHECK (paid >= 0),
    earned  INTEGER NOT NULL CHECK (earned >= 0)
) STRICT;
CREATE TRIGGER app_call_record_kept BEFORE UPDATE ON app_call_record
    BEGIN SELECT RAISE(ABORT, 'a call that has ended never changes'); END;
CREATE TRIGGER app_call_record_stays BEFORE DELETE ON app_call_record
    BEGIN SELECT RAISE(ABORT, 'a call is never removed'); END;
)sql";

constexpr const char* trade_step = R"sql(
CREATE TABLE app_trade_server (
    server_id    INTEGER PRIMARY KEY CHECK (server_id > 0),
    user_id      INTEGER NOT NULL CHECK (user_id > 0),
    resource_id  TEXT NOT NULL CHECK (length(resource_id) BETWEEN 1 AND 64),
    mode_id      INTEGER NOT NULL,
    module_enum  TEXT NOT NULL CHECK (module_enum IN ('CALL', 'CHAT')),
    mode         TEXT NOT NULL CHECK (mode IN ('ONCE', 'EACH')),
    period_mills INTEGER NOT NULL CHECK ((mode = 'EACH') = (period_mills > 0)),
    price        INTEGER NOT NULL CHECK (price >= 0),
    create_time  INTEGER NOT NULL CHECK (create_time > 0),
    UNIQUE (user_id, resource_id)
) STRICT;
CREATE INDEX app_trade_server_module ON app_trade_server (module_enum, mode_id);

CREATE TABLE app_trade_ticket (
    ticket_id   INTEGER PRIMARY KEY CHECK (ticket_id > 0),
    server_id   INTEGER NOT NULL CHECK (server_id > 0),
    user_id     INTEGER NOT NULL CHECK (user_id > 0),
    ticket_time INTEGER NOT NULL CHECK (ticket_time > 0),
    done_time   INTEGER NOT NULL CHECK (done_time = 0 OR done_time >= ticket_time)
) STRICT;
CREATE INDEX app_trade_ticket_user ON app_trade_ticket (user_id);
CREATE INDEX app_trade_ticket_server ON app_trade_ticket (server_id, user_id);

CREATE TABLE app_ticket_money (
    ticket_id INTEGER PRIMARY KEY CHECK (ticket_id > 0),
    paid      INTEGER NOT NULL CHECK (paid >= 0),
    earned    INTEGER NOT NULL CHECK (earned >= 0),
    free      INTEGER NOT NULL CHECK (free IN (0, 1)),
    CHECK (CASE free WHEN 1 THEN paid = 0 ELSE earned <= paid END)
) STRICT;
CREATE TRIGGER app_trade_ticket_kept BEFORE UPDATE ON app_trade_ticket
    BEGIN SELECT RAISE(ABORT, 'a ticket never changes'); END;
CREATE TRIGGER app_trade_ticket_stays BEFORE DELETE ON app_trade_ticket
    BEGIN SELECT RAISE(ABORT, 'a ticket is never removed'); END;
CREATE TRIGGER app_ticket_money_kept BEFORE UPDATE ON app_ticket_money
    BEGIN SELECT RAISE(ABORT, 'what a ticket moved never changes'); END;
CREATE TRIGGER app_ticket_money_stays BEFORE DELETE ON app_ticket_money
    BEGIN SELECT RAISE(ABORT, 'what a ticket moved is never removed'); END;
)sql";

constexpr const char* money_step = R"sql(
CREATE TABLE app_account (
    user_id     INTEGER PRIMARY KEY CHECK (user_id >= -1),
    balance     INTEGER NOT NULL,
    entry_count INTEGER NOT NULL CHECK (entry_count >= 0)
) STRICT;

CREATE TABLE app_ledger (
    entry_id       INTEGER PRIMARY KEY CHECK (entry_id > 0),
    time           INTEGER NOT NULL CHECK (time > 0),
    kind           TEXT NOT NULL,
    debit_user_id  INTEGER NOT NULL,
    credit_user_id INTEGER NOT NULL,
    amount         INTEGER NOT NULL CHECK (amount > 0),
    ticket_id      INTEGER NOT NULL,
    call_id        INTEGER NOT NULL,
    request_id     TEXT NOT NULL,
    debit_balance  INTEGER NOT NULL,
    credit_balance INTEGER NOT NULL,
    CHECK (debit_user_id <> credit_user_id)
) STRICT;
CREATE INDEX app_ledger_debit ON app_ledger (debit_user_id);
CREATE INDEX app_ledger_credit ON app_ledger (credit_user_id);
CREATE TRIGGER app_ledger_kept BEFORE UPDATE ON app_ledger
    BEGIN SELECT RAISE(ABORT, 'an entry of the ledger never changes'); END;
CREATE TRIGGER app_ledger_stays BEFORE DELETE ON app_ledger
    BEGIN SELECT RAISE(ABORT, 'an entry of the ledger is never removed'); END;
)sql";

constexpr const char* book_step = R"sql(
CREATE TABLE app_request (
    request_id  TEXT NOT NULL PRIMARY KEY,
    fingerprint BLOB NOT NULL,
    outcome     BLOB NOT NULL,
    time        INTEGER NOT NULL,
    money       INTEGER NOT NULL CHECK (money IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE app_start (
    event_id   INTEGER PRIMARY KEY,
    time       INTEGER NOT NULL,
    live_calls INTEGER NOT NULL
) STRICT;

CREATE TABLE app_meta (key TEXT NOT NULL PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID;
)sql";

// Indexes by user over all of history, in blocks of 65,536 ids: see id_blocks.h. An offer's
// tickets, and the last that somebody took, are found by who took them.
constexpr const char* blocks_step = R"sql(
CREATE TABLE app_offer_payer (
    server_id       INTEGER NOT NULL CHECK (server_id > 0),
    user_id         INTEGER NOT NULL CHECK (user_id > 0),
    first_ticket_id INTEGER NOT NULL CHECK (first_ticket_id > 0),
    last_ticket_id  INTEGER NOT NULL CHECK (last_ticket_id >= first_ticket_id),
    PRIMARY KEY (server_id, user_id)
) STRICT, WITHOUT ROWID;
INSERT INTO app_offer_payer
    SELECT server_id, user_id, min(ticket_id), max(ticket_id) FROM app_trade_ticket
    GROUP BY server_id, user_id;

DROP INDEX app_trade_ticket_server;
DROP INDEX app_trade_ticket_user;
CREATE INDEX app_trade_ticket_user ON app_trade_ticket (ticket_id >> 16, user_id);

DROP INDEX app_call_record_host;
DROP INDEX app_call_record_guest;
CREATE INDEX app_call_record_host ON app_call_record (call_id >> 16, host_user_id);
CREATE INDEX app_call_record_guest ON app_call_record (call_id >> 16, guest_user_id);

DROP INDEX app_ledger_debit;
DROP INDEX app_ledger_credit;
CREATE INDEX app_ledger_debit ON app_ledger (entry_id >> 16, debit_user_id);
CREATE INDEX app_ledger_credit ON app_ledger (entry_id >> 16, credit_user_id);
)sql";

constexpr const char* journal_step = R"sql(
CREATE TABLE app_event (
    event_id INTEGER PRIMARY KEY,
    time     INTEGER NOT NULL,
    body     BLOB NOT NULL
) STRICT;

CREATE TABLE app_meta (key TEXT NOT NULL PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID;
)sql";

constexpr std::array tables_steps{calls_step, trade_step, money_step, book_step, blocks_step};
constexpr std::array journal_steps{journal_step};

constexpr std::int32_t tables_id = 0x63616c54;   // "calT"
constexpr std::int32_t journal_id = 0x63616c4a;  // "calJ"

}  // namespace

const Schema& tables_schema() {
    static const Schema schema{tables_id, "tables", tables_steps};
    return schema;
}

const Schema& journal_schema() {
    static const Schema schema{journal_id, "journal", journal_steps};
    return schema;
}

}  // namespace calls::store
