#pragma once

#include <memory>
#include <vector>

#include "core/model/event.h"

// Many events as few rows: each row once, as it was after the last event that changed it.

namespace calls::store {

class LatestRows {
  public:
    // Events, in order; behind them coalesce(), once.
    void add(const model::Event& event);
    void coalesce();

    void clear();  // keeps the memory for the next events

    // Rising by id, but for the receipts.
    std::vector<model::Call> live;
    std::vector<model::Call> ended;
    std::vector<model::CallId> dialled;  // all calls that began here
    std::vector<model::Counters> counters;
    std::vector<model::CallTotals> totals;
    std::vector<model::Account> accounts;
    std::vector<model::Offer> offers;
    std::vector<model::Ticket> tickets;
    std::vector<model::LedgerEntry> entries;
    std::vector<std::shared_ptr<const model::Receipt>> receipts;
    std::vector<model::Event> starts;

  private:
    std::vector<model::Call> calls_;
};

}  // namespace calls::store
