#include "core/store/offer_cache.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "core/store/tables_trade.h"

namespace calls::store {
namespace {

constexpr std::int64_t places_max = 1U << 16U;  // 1.5 MB; some ten thousand calls talk at once

// A place for each offer there is, within bounds: the ids have no gaps.
std::size_t places_in(Database& tables) {
    Statement last{tables, "SELECT ifnull(max(server_id), 0) FROM app_trade_server"};
    const auto id = last.first([](Statement& row) { return row.get<std::int64_t>(); });
    return static_cast<std::size_t>(std::clamp(id.value_or(0), std::int64_t{1}, places_max));
}

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
      places_(places_in(tables)) {}

std::optional<BriefOffer> OfferCache::find(model::OfferId id) {
    if (!id) return std::nullopt;
    BriefOffer& place = places_.at(static_cast<std::size_t>(id.value) % places_.size());
    if (place.id == id) return place;
    const auto offer = select_.first(read_offer, id);
    if (!offer) return std::nullopt;
    place = BriefOffer::of(*offer);
    return place;
}

}  // namespace calls::store
