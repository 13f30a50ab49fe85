#pragma once

#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>

#include "core/store/event_source.h"

// Pieces of the journal, from the loop's thread to the auditor's. A second connection to the
// journal would cost every commit the locks and the shared index that exclusive mode saves it, and
// would be one more that can meet SQLite's fault with a log that is reset; a piece costs the loop
// half a millisecond, and only while an audit runs.

namespace calls::store {

class EventFeed final : public EventSource {
  public:
    explicit EventFeed(std::function<void()> wake) : wake_(std::move(wake)) {}

    // The auditor's thread: waits for the loop.
    EventPiece read(const EventWish& wish) override;

    // The loop's thread.
    void serve(Journal& journal);

    // From any thread: read() throws AuditAbandoned, now and from now on.
    void abandon();

  private:
    const std::function<void()> wake_;

    std::mutex mutex_;
    std::condition_variable changed_;
    std::optional<EventWish> wish_;
    std::optional<EventPiece> piece_;
    std::exception_ptr trouble_;
    bool abandoned_ = false;
};

}  // namespace calls::store
