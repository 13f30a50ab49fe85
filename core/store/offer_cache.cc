#include "core/store/offer_cache.h"

#include <cstddef>
#include <string>

#include "core/store/tables_trade.h"

namespace calls::store {
namespace {

constexpr std::size_t places = 1U << 16U;  // 1.5 MB; some ten thousand calls talk at once

}  // namespace

BriefOffer BriefOffer::of(const model::Offer& offer) {
    const bool of_call = offer.module == model::Module::call;
    return {.id = offer.id,
            .provider = offer.provider,
            .call = of_call ? model::CallId{offer.mode_id} : model::CallId{}};
}

OfferCache::OfferCache(Database& tables)
    : select_(tables, std::string{"SELECT "} + offer_columns +
                          " FROM app_trade_server s WHERE s.server_id = ?"),
      places_(places) {}

std::optional<BriefOffer> OfferCache::find(model::OfferId id) {
    if (!id) return std::nullopt;
    BriefOffer& place = places_.at(static_cast<std::size_t>(id.value) % places);
    if (place.id == id) return place;
    const auto offer = select_.first(read_offer, id);
    if (!offer) return std::nullopt;
    place = BriefOffer::of(*offer);
    return place;
}

}  // namespace calls::store
