#pragma once

#include <cstdint>
#include <optional>

#include "core/base/instant.h"
#include "core/model/offer.h"
#include "core/model/ticket.h"
#include "core/store/findings.h"

// The tickets of one payer for one offer, in the order of their ids, held against what the offer
// asks: period, price, and where each may lie. Of a call that talks they lie on a grid without a
// gap; before it talks, and for other offers, each begins when the one before has run out.

namespace calls::store {

struct TicketPlaces {
    base::Instant talks_from;   // ehlo_time; 0: never, or not a call's
    base::Instant taken_until;  // no ticket lies later; 0: not known
};

class TicketWalk {
  public:
    // All outlive this.
    TicketWalk(const model::Offer& offer, const TicketPlaces& places, Findings& findings)
        : offer_(offer), places_(places), findings_(findings) {}

    void take(const model::Ticket& ticket);

    // When the next payment of the talk is due; none where one ticket is for ever.
    [[nodiscard]] std::optional<base::Instant> next_due() const;
    [[nodiscard]] bool any() const { return last_.has_value(); }

  private:
    void check_terms(const model::Ticket& ticket);
    void check_place(const model::Ticket& ticket);

    const model::Offer& offer_;
    const TicketPlaces& places_;
    Findings& findings_;
    std::optional<model::Ticket> last_;
};

}  // namespace calls::store
