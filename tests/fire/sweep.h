#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/fire/trial.h"

// Every system call of a kind, the first, the second … until a life passes without meeting the
// fault.

namespace tests {

struct Series {
    std::string syscalls;
    std::string what;
    bool for_good = false;  // the Nth and all after it, instead of the Nth alone
};

// All that calld does with files, with every error that a file system may give.
std::vector<Series> all_series();

struct SweepOutcome {
    int runs = 0;
    int met = 0;  // runs in which the fault happened
    std::vector<std::string> faults;
};

// `step`: 1 tries each call, 5 each fifth. `each` hears of every run.
SweepOutcome sweep(const Series& series, int step,
                   const std::function<void(const std::string&)>& each = {});

}  // namespace tests
