#include "core/engine/inbox.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace calls::engine {

void Inbox::push(Task task) {
    ready_.push_back(std::move(task));
}

void Inbox::put_back(std::vector<Task> tasks) {
    ready_.insert(first(), std::move_iterator{tasks.begin()}, std::move_iterator{tasks.end()});
}

std::optional<Task> Inbox::pop() {
    while (!empty()) {
        Task task = std::move(ready_[taken_++]);
        drop_taken();
        const auto blocked = waiting_.find(task.to.origin);
        if (blocked == waiting_.end()) return task;
        blocked->second.push_back(std::move(task));
    }
    return std::nullopt;
}

// Also where there is always something left; seldom enough that each task is moved once or so.
void Inbox::drop_taken() {
    constexpr std::size_t worth_it = 4096;
    if (!empty() && (taken_ < worth_it || taken_ < size())) return;
    ready_.erase(ready_.begin(), first());
    taken_ = 0;
}

std::span<const Task> Inbox::next(std::size_t most) const {
    return std::span{ready_}.subspan(taken_, std::min(most, size()));
}

void Inbox::unblock(std::uint64_t origin) {
    const auto blocked = waiting_.find(origin);
    if (blocked == waiting_.end()) return;
    std::deque<Task> tasks = std::move(blocked->second);
    waiting_.erase(blocked);
    ready_.insert(first(), std::move_iterator{tasks.begin()}, std::move_iterator{tasks.end()});
}

std::vector<Task> Inbox::take_all() {
    std::vector<Task> tasks{std::move_iterator{first()}, std::move_iterator{ready_.end()}};
    for (auto& [origin, behind] : waiting_)
        tasks.insert(tasks.end(), std::move_iterator{behind.begin()},
                     std::move_iterator{behind.end()});
    ready_.clear();
    taken_ = 0;
    waiting_.clear();
    return tasks;
}

}  // namespace calls::engine
