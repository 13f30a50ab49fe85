#include "core/store/projection.h"

#include <algorithm>
#include <variant>

#include "core/base/check.h"

namespace calls::store {

Projection::Projection(Database& tables, std::int64_t events_a_transaction)
    : tables_(tables),
      events_a_transaction_(events_a_transaction),
      calls_(tables),
      trade_(tables),
      money_(tables),
      book_(tables),
      meta_(tables),
      reached_{meta_.whole(meta::projected)},
      latest_{meta_.whole(meta::latest)} {}

void Projection::write(Pending& pending) {
    if (pending.empty()) return;
    const std::size_t batches = gather(pending);
    const bool all = batches == pending.batches.size();
    model::EventId reached = reached_;
    base::Instant latest = latest_;
    if (batches > 0) {
        reached = pending.batches[batches - 1].last();
        latest = std::max(latest, pending.batches[batches - 1].latest());
    }
    if (all)
        for (const auto& [call, mark] : pending.marks)
            latest = std::max({latest, mark.host, mark.guest});
    Transaction transaction{tables_};
    write_calls();
    if (all) write_marks(pending);
    write_trade();
    meta_.put(meta::projected, reached.value);
    meta_.put(meta::latest, latest.ms);
    transaction.commit();
    reached_ = reached;
    latest_ = latest;
    pending.drop_first(batches);
    if (all) pending.marks.clear();
}

// The rows of the oldest batches, and how many batches these are.
std::size_t Projection::gather(const Pending& pending) {
    rows_.clear();
    model::EventId reached = reached_;
    std::size_t batches = 0;
    for (const PackedEvents& events : pending.batches) {
        if (batches > 0 && events.last().value - reached_.value > events_a_transaction_) break;
        CHECK(events.first().value == reached.value + 1);
        events.each(scratch_, [this](const model::Event& event) { rows_.add(event); });
        reached = events.last();
        ++batches;
    }
    rows_.coalesce();
    return batches;
}

void Projection::release_memory() {
    rows_ = {};
    scratch_ = {};
}

void Projection::mark_complete() {
    Transaction transaction{tables_};
    meta_.put(meta::state, meta::state_clean);
    transaction.commit();
    tables_.checkpoint();
}

void Projection::write_calls() {
    for (const model::Call& call : rows_.ended) calls_.remove_live(call.id);
    for (const model::Call& call : rows_.live) calls_.put_live(call);
    for (const model::Call& call : rows_.ended) calls_.add_record(call);
    // Every call has its counters' row, whether or not the dial set any.
    for (const model::CallId call : rows_.dialled) calls_.put_counters({.call = call, .value = {}});
    for (const model::Counters& counters : rows_.counters) calls_.put_counters(counters);
    for (const model::CallTotals& totals : rows_.totals) calls_.put_totals(totals);
}

void Projection::write_marks(const Pending& pending) {
    for (const auto& [call, mark] : pending.marks)
        calls_.mark_heartbeats(call, mark.host, mark.guest);
}

void Projection::write_trade() {
    for (const model::Offer& offer : rows_.offers) trade_.add_offer(offer);
    for (const model::Ticket& ticket : rows_.tickets) trade_.add_ticket(ticket);
    for (const model::Account& account : rows_.accounts) money_.put_account(account);
    for (const model::LedgerEntry& entry : rows_.entries) money_.add_entry(entry);
    for (const auto& receipt : rows_.receipts) book_.add_receipt(*receipt);
    for (const model::Event& start : rows_.starts) {
        const auto* note = std::get_if<model::StartNote>(&start.note);
        book_.add_start(start.id, start.time, note ? note->live_calls : 0);
    }
}

}  // namespace calls::store
