#include "core/rules/schedule.h"

#include <algorithm>
#include <functional>

namespace calls::rules {

void Schedule::add(const DeadlineKey& key) {
    heap_.push_back(key);
    std::push_heap(heap_.begin(), heap_.end(), std::greater<>{});
}

std::optional<DeadlineKey> Schedule::top() const {
    if (heap_.empty()) return std::nullopt;
    return heap_.front();
}

void Schedule::pop() {
    std::pop_heap(heap_.begin(), heap_.end(), std::greater<>{});
    heap_.pop_back();
}

}  // namespace calls::rules
