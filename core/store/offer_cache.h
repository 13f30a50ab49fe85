#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/model/offer.h"
#include "core/store/sqlite.h"

// Offers by their ids, for whoever walks over tickets: neighbouring tickets are of few offers. Of
// all offers whose ids fall into one place, it keeps the one asked for last.

namespace calls::store {

struct BriefOffer {
    model::OfferId id;
    model::UserId provider;
    model::CallId call;  // 0: a chat resource's

    static BriefOffer of(const model::Offer& offer);
};

class OfferCache {
  public:
    explicit OfferCache(Database& tables);  // outlives this

    std::optional<BriefOffer> find(model::OfferId id);

  private:
    Statement select_;
    std::vector<BriefOffer> places_;
};

}  // namespace calls::store
