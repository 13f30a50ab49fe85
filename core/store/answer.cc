#include "core/store/answer.h"

#include <utility>
#include <variant>

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

// That the tables are up to date is all that an audit and a prune want from here.
engine::QueryAnswer answer_to(Database&, const model::AuditQuery&) {
    return model::AuditReport{};
}

engine::QueryAnswer answer_to(Database&, const model::PruneQuery&) {
    return model::PruneReply{};
}

engine::QueryAnswer answer_to(Database& tables, const model::BackupQuery& query) {
    return value_or_refusal(backup(tables, query));
}

}  // namespace

engine::QueryAnswer answer(Database& tables, const model::Query& query) {
    return std::visit([&](const auto& one) { return answer_to(tables, one); }, query);
}

}  // namespace calls::store
