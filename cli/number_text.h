#pragma once

#include <cstdint>
#include <string>

#include "cli/times.h"

// Numbers as a page shows them. No locale has a say in it.

namespace calls::cli {

std::string grouped(std::int64_t number);  // 1,234,567
std::string brief(std::int64_t number);    // for an axis: 950, 1.2k, 3M, 12G
// `12.3%` of a whole; `-` where there is no whole.
std::string share_text(std::int64_t part, std::int64_t whole);
// The two largest units: `2d 3h`, `4m 10s`, `0.4s`.
std::string length_text(Millis length);

std::string percent(double share);  // of a width: 0.25 is `25%`
std::string decimal(double number, int places);

// Sums stop at the largest number there is, as calld's do.
std::int64_t capped_sum(std::int64_t a, std::int64_t b);

}  // namespace calls::cli
