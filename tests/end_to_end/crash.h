#pragma once

#include <cstdint>
#include <string>
#include <vector>

// Random commands to a calld that is killed with SIGKILL at random points and started again on the
// same store. Whatever it had answered must still be true.

namespace tests {

struct CrashSettings {
    std::int64_t commands = 0;
    std::int64_t kills = 0;
    std::uint64_t seed = 0;
};

struct CrashOutcome {
    std::int64_t granted = 0;
    std::int64_t refused = 0;
    std::int64_t kills = 0;
    std::int64_t unanswered = 0;      // at a kill, and asked again after it
    std::int64_t asked_again = 0;     // acknowledged before a kill
    std::vector<std::string> faults;  // what was no longer true
};

CrashOutcome crash(const CrashSettings& settings);

}  // namespace tests
