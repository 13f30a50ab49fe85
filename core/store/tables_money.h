#pragma once

#include "core/model/account.h"
#include "core/model/ledger_entry.h"
#include "core/store/sqlite.h"

// Money as rows: app_account, app_ledger.

namespace calls::store {

// The writing side; belongs to the connection that projects.
class MoneyTables {
  public:
    explicit MoneyTables(Database& tables);  // outlives this

    void put_account(const model::Account& account);
    void add_entry(const model::LedgerEntry& entry);

  private:
    Statement put_account_;
    Statement add_entry_;
};

inline constexpr const char* account_columns = "user_id, balance, entry_count";
inline constexpr const char* entry_columns =
    "entry_id, time, kind, debit_user_id, credit_user_id, amount, ticket_id, call_id, request_id,"
    " debit_balance, credit_balance";

model::Account read_account(Statement& row);
model::LedgerEntry read_entry(Statement& row);

}  // namespace calls::store
