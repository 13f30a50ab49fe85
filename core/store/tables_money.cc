#include "core/store/tables_money.h"

#include "core/store/words.h"

namespace calls::store {

MoneyTables::MoneyTables(Database& tables)
    : put_account_(tables,
                   "INSERT INTO app_account (user_id, balance, entry_count) VALUES (?, ?, ?)"
                   " ON CONFLICT (user_id) DO UPDATE SET balance = excluded.balance,"
                   " entry_count = excluded.entry_count"),
      add_entry_(tables,
                 "INSERT INTO app_ledger (entry_id, time, kind, debit_user_id, credit_user_id,"
                 " amount, ticket_id, call_id, request_id, debit_balance, credit_balance)"
                 " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)") {}

void MoneyTables::put_account(const model::Account& account) {
    put_account_.run(account.user, account.balance, account.entries);
}

void MoneyTables::add_entry(const model::LedgerEntry& entry) {
    add_entry_.run(entry.id, entry.time, name_of(entry.kind), entry.debit, entry.credit,
                   entry.amount, entry.ticket, entry.call, entry.request_id, entry.debit_balance,
                   entry.credit_balance);
}

model::Account read_account(Statement& row) {
    model::Account account;
    row.read(account.user, account.balance, account.entries);
    return account;
}

model::LedgerEntry read_entry(Statement& row) {
    model::LedgerEntry entry;
    row.read(entry.id, entry.time);
    entry.kind = known(model::find_entry_kind, row.get<std::string>());
    row.read(entry.debit, entry.credit, entry.amount, entry.ticket, entry.call, entry.request_id,
             entry.debit_balance, entry.credit_balance);
    return entry;
}

}  // namespace calls::store
