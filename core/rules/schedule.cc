#include "core/rules/schedule.h"

#include <algorithm>
#include <functional>

#include "core/base/instant.h"

namespace calls::rules {
namespace {

constexpr int rank_bits = 8;
static_assert(base::last_instant.ms <= INT64_MAX >> rank_bits);

}  // namespace

Schedule::Entry Schedule::pack(const DeadlineKey& key) {
    return {.time_and_rank = key.time.ms << rank_bits | key.rank, .call = key.call};
}

DeadlineKey Schedule::unpack(const Entry& entry) {
    return {.time = {entry.time_and_rank >> rank_bits},
            .rank = static_cast<std::uint8_t>(entry.time_and_rank & ((1 << rank_bits) - 1)),
            .call = entry.call};
}

void Schedule::add(const DeadlineKey& key) {
    heap_.push_back(pack(key));
    std::push_heap(heap_.begin(), heap_.end(), std::greater<>{});
}

std::optional<DeadlineKey> Schedule::top() const {
    if (heap_.empty()) return std::nullopt;
    return unpack(heap_.front());
}

void Schedule::pop() {
    std::pop_heap(heap_.begin(), heap_.end(), std::greater<>{});
    heap_.pop_back();
}

}  // namespace calls::rules
