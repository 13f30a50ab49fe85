#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "cli/rate_window.h"

// What happened lately, counted from events: dials, hang-ups by their reasons, tickets, and what
// guests paid for them. Times are calld's, those of the events: with a manual clock a minute is a
// minute of that clock, and a clock that stands still changes no rate.

namespace calls::cli {

class TopRates {
  public:
    static constexpr std::array<std::string_view, 9> reasons{
        "hangup",       "cancel",        "reject",   "operator", "ring-timeout",
        "host-timeout", "guest-timeout", "no-funds", "other"};

    // Events come from here on. `whole`: there were none before; otherwise what lies before the
    // first that comes, or before `now` if none does, is unknown.
    void begin(Instant now, bool whole);
    void absorb(const boost::json::object& event);

    // In tenths a minute, over as much of `length` as is known; none: too little to tell.
    [[nodiscard]] std::optional<std::int64_t> per_minute(const RateWindow& window, Instant now,
                                                         Millis length) const;
    [[nodiscard]] std::int64_t hangs_for(std::size_t reason, Instant now, Millis length) const {
        return by_reason_.at(reason).sum(now, length);
    }
    // The part of the longest window that is known.
    [[nodiscard]] Millis known(Instant now) const;

    [[nodiscard]] const RateWindow& dials() const { return dials_; }
    [[nodiscard]] const RateWindow& hangs() const { return hangs_; }
    [[nodiscard]] const RateWindow& tickets() const { return tickets_; }
    [[nodiscard]] const RateWindow& coins() const { return coins_; }

  private:
    RateWindow dials_;
    RateWindow hangs_;
    RateWindow tickets_;
    RateWindow coins_;
    std::array<RateWindow, reasons.size()> by_reason_;
    std::optional<Instant> known_since_;
    bool first_to_come_ = false;  // the next event tells since when all is known
};

}  // namespace calls::cli
