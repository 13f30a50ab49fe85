#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/instant.h"

// Lengths of time as they are typed and shown: `1500ms`, `90s`, `5m`, `1h30m`, `30d`, `0`.
//   duration = "0" | (number unit)+     units, each at most once and falling: d h m s ms

namespace calls::base {

std::optional<Millis> parse_duration(std::string_view text);

// Exact, and read back by parse_duration.
std::string duration_text(Millis length);

// For columns: what is less than a second is dropped.
std::string whole_seconds_text(Millis length);

}  // namespace calls::base
