#include "core/store/findings.h"

#include <utility>

namespace calls::store {
namespace {

constexpr std::int64_t listed_max = 100;  // of one kind

}  // namespace

void Findings::add(std::string_view what, std::int64_t id, std::string expected,
                   std::string found) {
    auto count = counts_.find(what);
    if (count == counts_.end()) count = counts_.emplace(what, 0).first;
    if (++count->second > listed_max) return;
    listed_.push_back({.what = std::string{what},
                       .id = id,
                       .expected = std::move(expected),
                       .found = std::move(found)});
}

std::vector<model::AuditFinding> Findings::take() {
    for (const auto& [what, count] : counts_)
        if (count > listed_max)
            listed_.push_back({.what = what,
                               .id = 0,
                               .expected = "none",
                               .found = std::to_string(count - listed_max) + " more"});
    counts_.clear();
    return std::exchange(listed_, {});
}

}  // namespace calls::store
