#pragma once

#include <cstdint>
#include <string>

namespace calls::simulator {

// What a run has been through.
struct Tally {
    std::int64_t histories = 0;
    std::int64_t commands = 0;
    std::int64_t granted = 0;
    std::int64_t retries = 0;  // of commands whose outcome their client did not know
    std::int64_t events = 0;
    std::int64_t pruned = 0;     // of those
    std::int64_t ways_made = 0;  // sweeps that left something to a later one
    std::int64_t starts = 0;
    std::int64_t live_at_start = 0;  // calls that lived through a restart
    std::int64_t kills = 0;
    std::int64_t power_cuts = 0;
    std::int64_t io_errors = 0;
    std::int64_t full_disks = 0;
    std::int64_t clean_stops = 0;
    std::int64_t audits = 0;

    void add(const Tally& other);
    [[nodiscard]] std::string text() const;
};

}  // namespace calls::simulator
