#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

// Replays call detail records (From, To, Datetime, Duration(seconds), ...) through a calld with a
// manual clock, and works out beside it, from the records alone, what must come of it.

namespace tests {

struct RecordedCall {
    std::int64_t from = 0;
    std::int64_t to = 0;
    std::int64_t start_s = 0;  // since the epoch; the records' times are taken as UTC
    std::int64_t seconds = 0;  // negative in the records counts as 0
};

struct ReplayTotals {
    std::int64_t accepted = 0;
    std::int64_t busy = 0;
    std::int64_t tickets = 0;
    std::int64_t coins = 0;

    bool operator==(const ReplayTotals&) const = default;
};

inline constexpr std::int64_t replay_period_s = 60;
inline constexpr std::int64_t replay_price = 100;

std::vector<RecordedCall> read_records(const std::filesystem::path& file);

// By arithmetic: a call is busy if a party is in one that lasts beyond its start, and one of d
// seconds has max(1, ceil(d / period)) tickets.
ReplayTotals expected_totals(const std::vector<RecordedCall>& calls);

// By calld. Throws if it answers anything that is neither granted nor busy, or if its audit finds
// something.
ReplayTotals replay(const std::vector<RecordedCall>& calls);

}  // namespace tests
