#include "cli/nearest.h"

#include <algorithm>
#include <numeric>

namespace calls::cli {

std::size_t edit_distance(std::string_view from, std::string_view to) {
    std::vector<std::size_t> row(to.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < from.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < to.size(); ++j) {
            const std::size_t replaced = diagonal + (from[i] == to[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

std::string_view nearest(std::string_view typed, const std::vector<std::string_view>& words) {
    std::string_view best;
    std::size_t best_distance = std::max<std::size_t>(2, typed.size() / 3) + 1;
    for (const std::string_view word : words) {
        const std::size_t distance = edit_distance(typed, word);
        if (distance >= best_distance || distance >= word.size()) continue;
        best = word;
        best_distance = distance;
    }
    return best;
}

}  // namespace calls::cli
