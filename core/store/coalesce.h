#pragma once

#include <vector>

#include "core/store/pending.h"

// Many events as few rows: each row once, as it was after the last event that changed it.

namespace calls::store {

// Pointers into the pending batches, which outlive this. Rising by id, but for the receipts.
struct LatestRows {
    std::vector<const model::Call*> live;
    std::vector<const model::Call*> ended;
    std::vector<model::CallId> dialled;  // all calls that began here
    std::vector<const model::Counters*> counters;
    std::vector<const model::CallTotals*> totals;
    std::vector<const model::Account*> accounts;
    std::vector<const model::Offer*> offers;
    std::vector<const model::Ticket*> tickets;
    std::vector<const model::LedgerEntry*> entries;
    std::vector<const model::Receipt*> receipts;
    std::vector<const model::Event*> starts;
};

LatestRows coalesce(const Pending& pending);

}  // namespace calls::store
