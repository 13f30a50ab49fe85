#include "core/store/coalesce.h"

#include <algorithm>
#include <utility>

namespace calls::store {
namespace {

// Rising by key, of several rows with one key the last. Neighbouring rows go to neighbouring pages.
template <class Row, class Key>
void keep_latest(std::vector<Row>& rows, Key key) {
    std::ranges::stable_sort(rows, {}, key);
    auto out = rows.begin();
    for (auto it = rows.begin(); it != rows.end(); ++it) {
        const auto next = it + 1;
        if (next == rows.end() || (*next).*key != (*it).*key) *out++ = *it;
    }
    rows.erase(out, rows.end());
}

template <class... Rows>
void clear_all(Rows&... rows) {
    (rows.clear(), ...);
}

}  // namespace

void LatestRows::add(const model::Event& event) {
    const model::ChangedRows& changed = event.rows;
    if (changed.call) calls_.push_back(*changed.call);
    if (changed.counters) counters.push_back(*changed.counters);
    if (changed.totals) totals.push_back(*changed.totals);
    if (changed.offer) offers.push_back(*changed.offer);
    if (changed.ticket) tickets.push_back(*changed.ticket);
    accounts.insert(accounts.end(), changed.accounts.begin(), changed.accounts.end());
    entries.insert(entries.end(), changed.entries.begin(), changed.entries.end());
    if (changed.receipt) receipts.push_back(changed.receipt);
    if (event.kind == model::EventKind::dial) dialled.push_back(event.call);
    if (event.kind == model::EventKind::start) starts.push_back(event);
}

void LatestRows::coalesce() {
    keep_latest(calls_, &model::Call::id);
    for (const model::Call& call : calls_) (call.live() ? live : ended).push_back(call);
    calls_.clear();
    keep_latest(counters, &model::Counters::call);
    keep_latest(totals, &model::CallTotals::call);
    keep_latest(accounts, &model::Account::user);
}

void LatestRows::clear() {
    clear_all(live, ended, dialled, counters, totals, accounts, offers, tickets, entries, receipts,
              starts, calls_);
}

}  // namespace calls::store
