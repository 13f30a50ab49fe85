#include "core/store/feed.h"

#include <utility>

#include "core/store/audit_run.h"

namespace calls::store {

EventPiece EventFeed::read(const EventWish& wish) {
    std::unique_lock lock{mutex_};
    wish_ = wish;
    lock.unlock();
    if (wake_) wake_();
    lock.lock();
    changed_.wait(lock, [this] { return abandoned_ || piece_ || trouble_; });
    if (abandoned_) throw AuditAbandoned{};
    if (trouble_) std::rethrow_exception(std::exchange(trouble_, {}));
    return *std::exchange(piece_, {});
}

void EventFeed::serve(Journal& journal) {
    std::optional<EventWish> wish;
    {
        const std::lock_guard lock{mutex_};
        wish = std::exchange(wish_, {});
    }
    if (!wish) return;
    std::optional<EventPiece> piece;
    std::exception_ptr trouble;
    try {
        piece = read_piece(journal, *wish);
    } catch (const engine::StoreBroken&) {  // a finding of the audit
        trouble = std::current_exception();
    }
    const std::lock_guard lock{mutex_};
    piece_ = std::move(piece);
    trouble_ = trouble;
    changed_.notify_one();
}

void EventFeed::abandon() {
    const std::lock_guard lock{mutex_};
    abandoned_ = true;
    changed_.notify_one();
}

}  // namespace calls::store
