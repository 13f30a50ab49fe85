#pragma once

#include "core/engine/store.h"
#include "core/model/query.h"
#include "core/store/sqlite.h"

// Pages of what the tables hold, in the order of their ids.

namespace calls::store {

model::Rows<model::CallView> records(Database& tables, const model::RecordsQuery& query);
model::Rows<model::TicketView> tickets(Database& tables, const model::TicketsQuery& query);
model::Rows<model::Account> accounts(Database& tables, const model::AccountsQuery& query);
model::Rows<model::LedgerEntry> ledger(Database& tables, const model::LedgerQuery& query);
model::Rows<model::ReportRow> report(Database& tables, const model::ReportQuery& query);
model::Result<model::Offer> offer(Database& tables, const model::OfferQuery& query);

}  // namespace calls::store
