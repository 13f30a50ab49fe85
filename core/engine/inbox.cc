#include "core/engine/inbox.h"

#include <iterator>
#include <utility>

namespace calls::engine {

void Inbox::push(Task task) {
    ready_.push_back(std::move(task));
}

void Inbox::put_back(std::vector<Task> tasks) {
    ready_.insert(ready_.begin(), std::move_iterator{tasks.begin()},
                  std::move_iterator{tasks.end()});
}

std::optional<Task> Inbox::pop() {
    while (!ready_.empty()) {
        Task task = std::move(ready_.front());
        ready_.pop_front();
        const auto blocked = waiting_.find(task.to.origin);
        if (blocked == waiting_.end()) return task;
        blocked->second.push_back(std::move(task));
    }
    return std::nullopt;
}

void Inbox::unblock(std::uint64_t origin) {
    const auto blocked = waiting_.find(origin);
    if (blocked == waiting_.end()) return;
    std::deque<Task> tasks = std::move(blocked->second);
    waiting_.erase(blocked);
    ready_.insert(ready_.begin(), std::move_iterator{tasks.begin()},
                  std::move_iterator{tasks.end()});
}

std::vector<Task> Inbox::take_all() {
    std::vector<Task> tasks{std::move_iterator{ready_.begin()}, std::move_iterator{ready_.end()}};
    for (auto& [origin, behind] : waiting_)
        tasks.insert(tasks.end(), std::move_iterator{behind.begin()},
                     std::move_iterator{behind.end()});
    ready_.clear();
    waiting_.clear();
    return tasks;
}

}  // namespace calls::engine
