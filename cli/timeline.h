#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cli/times.h"

// A call drawn as a line of time: when it rang, waited and talked, and where each ticket begins.

namespace calls::cli {

struct Timeline {
    Instant dialed;
    Millis ring{0};
    Millis wait{0};
    Millis talk{0};
    std::vector<Instant> tickets;
    bool live = false;  // it goes on
};

// Lines, each with its end, none longer than `width`.
std::string draw(const Timeline& call, std::size_t width, TimeStyle times);

}  // namespace calls::cli
