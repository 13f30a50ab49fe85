#include "cli/counter_text.h"

#include "core/base/whole_text.h"

namespace calls::cli {

std::optional<std::pair<int, std::int64_t>> parse_counter(std::string_view text) {
    if (text.size() < 3 || text[1] != '=' || text[0] < '1' || text[0] > '9') return std::nullopt;
    const auto number = base::parse_whole(text.substr(2));
    if (!number) return std::nullopt;
    return std::pair{text[0] - '0', *number};
}

}  // namespace calls::cli
