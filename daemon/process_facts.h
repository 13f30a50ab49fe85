#pragma once

#include <cstdint>

namespace calls::daemon {

// What the system says of this process; 0 where it says nothing.
struct ProcessFacts {
    std::int64_t resident_bytes = 0;
    double cpu_seconds = 0;
    std::int64_t open_descriptors = 0;
    std::int64_t most_descriptors = 0;
};

ProcessFacts process_facts();

}  // namespace calls::daemon
