#include "core/store/projection.h"

#include <algorithm>
#include <variant>

#include "core/base/check.h"

namespace calls::store {
namespace {

base::Instant latest_in(const Pending& pending, base::Instant latest) {
    if (!pending.batches.empty()) latest = std::max(latest, pending.batches.back()->back().time);
    for (const auto& [call, mark] : pending.marks)
        latest = std::max({latest, mark.host, mark.guest});
    return latest;
}

}  // namespace

Projection::Projection(Database& tables)
    : tables_(tables),
      calls_(tables),
      trade_(tables),
      money_(tables),
      book_(tables),
      meta_(tables),
      reached_{meta_.whole(meta::projected)},
      latest_{meta_.whole(meta::latest)} {}

void Projection::write(const Pending& pending) {
    if (pending.empty()) return;
    model::EventId reached = reached_;
    if (!pending.batches.empty()) {
        CHECK(pending.batches.front()->front().id.value == reached_.value + 1);
        reached = pending.batches.back()->back().id;
    }
    const base::Instant latest = latest_in(pending, latest_);
    const LatestRows rows = coalesce(pending);
    Transaction transaction{tables_};
    write_calls(rows, pending);
    write_trade(rows);
    meta_.put(meta::projected, reached.value);
    meta_.put(meta::latest, latest.ms);
    transaction.commit();
    reached_ = reached;
    latest_ = latest;
}

void Projection::mark_complete() {
    Transaction transaction{tables_};
    meta_.put(meta::state, meta::state_clean);
    transaction.commit();
    tables_.checkpoint();
}

void Projection::write_calls(const LatestRows& rows, const Pending& pending) {
    for (const model::Call* call : rows.ended) calls_.remove_live(call->id);
    for (const model::Call* call : rows.live) calls_.put_live(*call);
    for (const model::Call* call : rows.ended) calls_.add_record(*call);
    // Every call has its counters' row, whether or not the dial set any.
    for (const model::CallId call : rows.dialled) calls_.put_counters({.call = call, .value = {}});
    for (const model::Counters* counters : rows.counters) calls_.put_counters(*counters);
    for (const model::CallTotals* totals : rows.totals) calls_.put_totals(*totals);
    for (const auto& [call, mark] : pending.marks)
        calls_.mark_heartbeats(call, mark.host, mark.guest);
}

void Projection::write_trade(const LatestRows& rows) {
    for (const model::Offer* offer : rows.offers) trade_.add_offer(*offer);
    for (const model::Ticket* ticket : rows.tickets) trade_.add_ticket(*ticket);
    for (const model::Account* account : rows.accounts) money_.put_account(*account);
    for (const model::LedgerEntry* entry : rows.entries) money_.add_entry(*entry);
    for (const model::Receipt* receipt : rows.receipts) book_.add_receipt(*receipt);
    for (const model::Event* start : rows.starts) {
        const auto* note = std::get_if<model::StartNote>(&start->note);
        book_.add_start(start->id, start->time, note ? note->live_calls : 0);
    }
}

}  // namespace calls::store
