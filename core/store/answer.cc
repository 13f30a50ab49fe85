#include "core/store/answer.h"

#include <utility>
#include <variant>

#include "core/base/check.h"
#include "core/store/backup.h"
#include "core/store/history.h"

namespace calls::store {
namespace {

template <class Value>
engine::QueryAnswer value_or_refusal(model::Result<Value> result) {
    if (result) return *std::move(result);
    return result.error();
}

engine::QueryAnswer answer_to(Database& tables, const model::RecordsQuery& query) {
    return records(tables, query);
}

engine::QueryAnswer answer_to(Database& tables, const model::TicketsQuery& query) {
    return tickets(tables, query);
}

engine::QueryAnswer answer_to(Database& tables, const model::AccountsQuery& query) {
    return accounts(tables, query);
}

engine::QueryAnswer answer_to(Database& tables, const model::LedgerQuery& query) {
    return ledger(tables, query);
}

engine::QueryAnswer answer_to(Database& tables, const model::ReportQuery& query) {
    return report(tables, query);
}

engine::QueryAnswer answer_to(Database& tables, const model::OfferQuery& query) {
    return value_or_refusal(offer(tables, query));
}

// These two take more than a connection.
engine::QueryAnswer answer_to(Database&, const model::AuditQuery&) {
    base::check_failed("an audit is the auditor's", __FILE__, __LINE__);
}

engine::QueryAnswer answer_to(Database&, const model::PruneQuery&) {
    base::check_failed("a prune is the pruner's", __FILE__, __LINE__);
}

engine::QueryAnswer answer_to(Database& tables, const model::BackupQuery& query) {
    return value_or_refusal(backup(tables, query));
}

}  // namespace

engine::QueryAnswer answer(Database& tables, const model::Query& query) {
    return std::visit([&](const auto& one) { return answer_to(tables, one); }, query);
}

}  // namespace calls::store
