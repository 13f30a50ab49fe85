#pragma once

#include <cstddef>
#include <cstdint>

// Many connections that say nothing, and what they cost those who do.

namespace tests {

struct Pace {
    std::int64_t median_us = 0;
    std::int64_t p99_us = 0;
};

struct HoldOutcome {
    std::size_t held = 0;
    std::int64_t bytes_each = 0;  // of calld's resident memory
    Pace alone;                   // a heartbeat, before
    Pace beside;                  // a heartbeat, with all of them there and one of them watching
    double requests_a_second_alone = 0;  // pipelined
    double requests_a_second_beside = 0;
};

// Each of the connections has asked once and been answered, so that none is cheaper than a real
// one. Holds fewer where the limit on descriptors is lower.
HoldOutcome hold(std::size_t connections, std::size_t heartbeats);

}  // namespace tests
