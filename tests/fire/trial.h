#pragma once

#include <string>
#include <vector>

#include "tests/fire/strace.h"

// A whole call's life under one fault, then a start without it: what was acknowledged must be
// there, what was not must settle to one effect, and all must have come out as if nothing had been.

namespace tests {

struct TrialOutcome {
    bool happened = false;            // whether the fault was met at all
    int status = 0;                   // calld's, under the fault
    std::string words;                // the last line of its log
    std::vector<std::string> faults;  // what was not as it should be
};

TrialOutcome try_out(const Injection& injection);

}  // namespace tests
