#pragma once

#include <functional>

#include "core/model/ticket.h"
#include "core/store/id_blocks.h"
#include "core/store/sqlite.h"

// All tickets of one offer.

namespace calls::store {

class OfferTickets {
  public:
    explicit OfferTickets(Database& tables);  // outlives this

    // By payer and id. Tickets without their money row are left to another check, and so are those
    // that app_offer_payer does not cover.
    void each(model::OfferId offer, const std::function<void(const model::Ticket&)>& take);

  private:
    Statement payers_;
    Statement tickets_;
    IdBlocks blocks_;
};

}  // namespace calls::store
