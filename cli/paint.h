#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// What to send to a terminal so that it shows these lines and no others.

namespace calls::cli {

// A line of the screen as it is sent, and how wide it is.
struct PaintedLine {
    std::string text;
    std::size_t columns = 0;

    bool operator==(const PaintedLine&) const = default;
};

// From what the screen shows to what it shall show, behind what prepares it for that; lines that
// stay are not sent. Empty: nothing changes. Nothing is cleared but what lies behind a shorter
// line, so nothing flickers; terminals that know how to wait for the end of a frame are told where
// that is, others pass over it.
std::string paint(const std::vector<PaintedLine>& before, const std::vector<PaintedLine>& after,
                  std::size_t width, std::string_view prepare = "");

}  // namespace calls::cli
