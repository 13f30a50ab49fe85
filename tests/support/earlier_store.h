#pragma once

// SQL that takes tables back to a form that an earlier calld gave them.

namespace tests {

// Version 4 had indexes over everything, and found an offer's tickets by one of them.
inline constexpr const char* back_to_version_4 = R"sql(
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

}  // namespace tests
