#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "core/model/call_file.h"
#include "core/store/findings.h"
#include "core/store/offer_tickets.h"
#include "core/store/sqlite.h"

// Everything about the calls whose ids lie in one short range, but for their tickets.

namespace calls::store {

struct SlicedCall {
    model::CallId id;
    std::optional<model::Call> live;
    std::optional<model::Call> ended;
    bool counters = false;
    bool readable = true;  // false: one of its rows was not, which is a finding already
    std::optional<model::CallTotals> totals;
    std::vector<model::Offer> offers;  // that say they are of this call

    [[nodiscard]] const model::Call* call() const {
        return ended ? &*ended : live ? &*live : nullptr;
    }
    [[nodiscard]] bool empty() const {
        return call() == nullptr && !counters && !totals && offers.empty();
    }
};

class CallSlice {
  public:
    CallSlice(Database& tables, Findings& findings);  // both outlive this

    // The rows of the first calls from `from` on, none past `until`; nothing at the end. A row that
    // cannot be read is a finding.
    std::span<const SlicedCall> load(std::int64_t from, std::int64_t until);

    // Of one offer, as OfferTickets gives them.
    void each_ticket(model::OfferId offer, const std::function<void(const model::Ticket&)>& take);

  private:
    template <class Take>
    void read(Statement& rows, const char* table, Take take);

    Findings& findings_;
    Statement next_;
    Statement live_;
    Statement ended_;
    Statement counters_;
    Statement totals_;
    Statement offers_;
    OfferTickets tickets_;

    std::int64_t first_ = 0;
    std::int64_t last_ = 0;
    std::vector<SlicedCall> calls_;  // of first_ and the ids behind it
};

}  // namespace calls::store
