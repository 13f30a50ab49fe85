#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/instant.h"

// Points in time as they are typed and shown. The zone is TZ.
//   time = milliseconds since 1970 | day | month | day (" " | "T") clock [zone]
//        | "today" | "yesterday" | "this-month" | "last-month" | "-" duration
//   day = YYYY-MM-DD   month = YYYY-MM   clock = HH:MM[:SS[.mmm]]   zone = "Z" | ±HH:MM

namespace calls::base {

// A time as typed. The relative ones need calld's clock before they are an instant.
struct Moment {
    enum class From { epoch, clock, day, month };
    From from = From::epoch;
    std::int64_t amount = 0;  // ms after 1970 or after the clock; days or months from today's

    bool operator==(const Moment&) const = default;
    [[nodiscard]] bool needs_clock() const { return from != From::epoch; }
};

std::optional<Moment> parse_time(std::string_view text);

// `now` is looked at for relative moments only.
Instant resolve(const Moment& moment, Instant now);

enum class TimeStyle { local, utc, ms };

std::string whole_seconds_text(Instant at, TimeStyle style);  // for people
std::string exact_text(Instant at, TimeStyle style);          // to the millisecond

std::string day_text(std::int64_t days);  // after 1970-01-01, as YYYY-MM-DD

// Minutes that the zone is ahead of UTC at that time.
int utc_offset_minutes(Instant at);

}  // namespace calls::base
