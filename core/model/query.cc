#include "core/model/query.h"

#include <array>
#include <utility>

namespace calls::model {
namespace {

constexpr std::array report_words{
    std::pair{std::string_view{"day"}, ReportBy::day},
    std::pair{std::string_view{"host"}, ReportBy::host},
    std::pair{std::string_view{"guest"}, ReportBy::guest},
    std::pair{std::string_view{"reason"}, ReportBy::reason},
};

}  // namespace

std::optional<ReportBy> find_report_by(std::string_view word) {
    for (const auto& [name, by] : report_words)
        if (name == word) return by;
    return std::nullopt;
}

}  // namespace calls::model
