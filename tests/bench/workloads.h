#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

#include "tests/bench/driver.h"

// The loads by name, as share/doc/performance.md tells them.

namespace bench {

struct Load {
    std::string
        server;  // calld, json (as calld, each request with its time), redis, postgres, echo
    std::string socket;   // its path
    std::string work;     // one of works()
    std::string scripts;  // folder of Redis's scripts
    Shape shape{};
    double seconds = 3;
    std::int64_t live = 10'000;
    std::int64_t pairs = 20'000;
    std::int64_t base = 1'000'000;
    std::int64_t call = 0;  // await: the call to wait for, and its host
    std::int64_t host = 0;
};

std::vector<std::string> works();

// Throws std::runtime_error at the first wrong or refused answer.
void run(const Load& load, std::ostream& out);

}  // namespace bench
