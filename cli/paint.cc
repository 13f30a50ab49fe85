#include "cli/paint.h"

#include <algorithm>

namespace calls::cli {

namespace {

constexpr std::string_view frame_begin = "\x1b[?2026h";
constexpr std::string_view frame_end = "\x1b[?2026l";
constexpr std::string_view clear_to_end = "\x1b[K";

std::string to_line(std::size_t index) {
    return "\x1b[" + std::to_string(index + 1) + ";1H";
}

}  // namespace

std::string paint(const std::vector<PaintedLine>& before, const std::vector<PaintedLine>& after,
                  std::size_t width, std::string_view prepare) {
    std::string changes(prepare);
    for (std::size_t i = 0; i < std::max(before.size(), after.size()); ++i) {
        const PaintedLine was = i < before.size() ? before[i] : PaintedLine{};
        const PaintedLine is = i < after.size() ? after[i] : PaintedLine{};
        if (was == is) continue;
        changes += to_line(i) + is.text;
        // Behind the last column the cursor stands on it still, and would clear it.
        if (is.columns < width && is.columns < was.columns) changes += clear_to_end;
    }
    if (changes.empty()) return "";
    return std::string(frame_begin) + changes + std::string(frame_end);
}

}  // namespace calls::cli
