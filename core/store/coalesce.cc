#include "core/store/coalesce.h"

#include <algorithm>

namespace calls::store {
namespace {

// Rising by key, of several rows with one key the last. Neighbouring rows go to neighbouring pages.
template <class Row, class Key>
void keep_latest(std::vector<const Row*>& rows, Key key) {
    std::ranges::stable_sort(rows, {}, [&](const Row* row) { return row->*key; });
    auto out = rows.begin();
    for (auto it = rows.begin(); it != rows.end(); ++it) {
        const auto next = it + 1;
        if (next == rows.end() || (*next)->*key != (*it)->*key) *out++ = *it;
    }
    rows.erase(out, rows.end());
}

void add_rows(const model::Event& event, LatestRows& rows, std::vector<const model::Call*>& calls) {
    const model::ChangedRows& changed = event.rows;
    if (changed.call) calls.push_back(&*changed.call);
    if (changed.counters) rows.counters.push_back(&*changed.counters);
    if (changed.totals) rows.totals.push_back(&*changed.totals);
    if (changed.offer) rows.offers.push_back(&*changed.offer);
    if (changed.ticket) rows.tickets.push_back(&*changed.ticket);
    for (const model::Account& account : changed.accounts) rows.accounts.push_back(&account);
    for (const model::LedgerEntry& entry : changed.entries) rows.entries.push_back(&entry);
    if (changed.receipt) rows.receipts.push_back(changed.receipt.get());
    if (event.kind == model::EventKind::dial) rows.dialled.push_back(event.call);
    if (event.kind == model::EventKind::start) rows.starts.push_back(&event);
}

}  // namespace

LatestRows coalesce(const Pending& pending) {
    LatestRows rows;
    std::vector<const model::Call*> calls;
    for (const auto& batch : pending.batches)
        for (const model::Event& event : *batch) add_rows(event, rows, calls);
    keep_latest(calls, &model::Call::id);
    for (const model::Call* call : calls) (call->live() ? rows.live : rows.ended).push_back(call);
    keep_latest(rows.counters, &model::Counters::call);
    keep_latest(rows.totals, &model::CallTotals::call);
    keep_latest(rows.accounts, &model::Account::user);
    return rows;
}

}  // namespace calls::store
