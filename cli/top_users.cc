#include "cli/top_users.h"

#include <algorithm>

namespace calls::cli {

void TopUsers::add(std::int64_t id, const ReportSums& sums) {
    const User user{id, sums};
    const auto place = std::ranges::upper_bound(
        list_, user, [this](const User& a, const User& b) { return before(a, b); });
    list_.insert(place, user);
    if (list_.size() <= places_) return;
    ++others_;
    sums_of_others_.add(list_.back().sums);
    list_.pop_back();
}

bool TopUsers::before(const User& a, const User& b) const {
    if (a.sums.*by_ != b.sums.*by_) return a.sums.*by_ > b.sums.*by_;
    if (a.sums.calls != b.sums.calls) return a.sums.calls > b.sums.calls;
    return a.id < b.id;
}

}  // namespace calls::cli
