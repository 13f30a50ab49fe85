#pragma once

#include <cstdint>
#include <string>

#include <boost/json.hpp>

#include "cli/times.h"
#include "cli/top_rates.h"

// What the live screen shows, as it was last heard from calld.

namespace calls::cli {

// Live calls, at most so many as one page brings: their number may be anything.
struct TopCalls {
    boost::json::array rows;  // by id, as they came
    bool whole = true;        // these are all; else the oldest that talk
    std::int64_t talking = 0;
    Millis age{0};  // since they were read
};

struct TopState {
    boost::json::object status;  // empty: nothing was heard yet
    TopRates rates;
    TopCalls calls;
    std::string trouble;  // between us and calld; empty: none

    [[nodiscard]] bool heard() const { return !status.empty(); }
};

}  // namespace calls::cli
