#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

// Many clients at once, and kill -9 at any moment of it: under load, and while calld starts.

namespace tests {

struct KillSettings {
    std::int64_t cycles = 0;
    std::uint64_t seed = 0;
    std::int64_t clients = 20;
};

struct KillOutcome {
    std::int64_t kills = 0;
    std::int64_t granted = 0;
    std::int64_t asked_again = 0;  // unanswered at a kill
    std::vector<std::string> faults;
};

// `each` hears of every kill's number.
KillOutcome kill_often(const KillSettings& settings,
                       const std::function<void(std::int64_t)>& each = {});

}  // namespace tests
