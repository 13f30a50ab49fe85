#include "cli/spark.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace calls::cli {

namespace {

constexpr std::array<std::string_view, 8> blocks{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
constexpr std::array<std::string_view, 8> marks{".", ":", "-", "=", "+", "*", "%", "#"};

}  // namespace

std::string draw_spark(const std::vector<std::int64_t>& numbers, bool utf8) {
    const std::int64_t largest =
        numbers.empty() ? 0 : std::max<std::int64_t>(std::ranges::max(numbers), 0);
    std::string drawn;
    for (const std::int64_t number : numbers) {
        if (number <= 0) {
            drawn += ' ';
            continue;
        }
        const double share = static_cast<double>(number) / static_cast<double>(largest);
        const auto height = std::min<std::size_t>(static_cast<std::size_t>(share * 8.0), 7);
        drawn += utf8 ? blocks.at(height) : marks.at(height);
    }
    return drawn;
}

}  // namespace calls::cli
