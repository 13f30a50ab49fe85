#include "cli/top_rates.h"

#include <algorithm>

#include "cli/look.h"

namespace calls::cli {

namespace json = boost::json;

namespace {

constexpr Millis telling_length{1000};

std::size_t index_of(std::string_view reason) {
    const auto* found = std::ranges::find(TopRates::reasons, reason);
    const auto index = static_cast<std::size_t>(found - TopRates::reasons.begin());
    return std::min(index, TopRates::reasons.size() - 1);
}

}  // namespace

void TopRates::begin(Instant now, bool whole) {
    *this = TopRates();
    known_since_ = whole ? base::first_instant : now;
    first_to_come_ = !whole;
}

void TopRates::absorb(const json::object& event) {
    const Instant at{whole_or_zero(event, "time")};
    if (first_to_come_) known_since_ = std::min(known_since_.value_or(at), at);
    first_to_come_ = false;
    const std::string kind = text_at(event, "kind");
    if (kind == "dial") {
        dials_.add(at, 1);
    } else if (kind == "hang") {
        hangs_.add(at, 1);
        by_reason_.at(index_of(text_at(event, "data.hangReason"))).add(at, 1);
    } else if (kind == "ticket") {
        tickets_.add(at, 1);
        coins_.add(at, whole_or_zero(event, "data.paid"));
    }
}

std::optional<std::int64_t> TopRates::per_minute(const RateWindow& window, Instant now,
                                                 Millis length) const {
    const Millis told = std::min(known(now), length);
    if (told < telling_length) return std::nullopt;
    return tenths_per_minute(window.sum(now, length), told);
}

Millis TopRates::known(Instant now) const {
    if (!known_since_) return Millis{0};
    return std::clamp(now - *known_since_, Millis{0}, RateWindow::length_max);
}

}  // namespace calls::cli
