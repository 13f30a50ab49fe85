#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/engine/store.h"
#include "core/model/event.h"
#include "core/protocol/ask.h"

namespace calls::daemon {

// An event, and the line that every watcher who wants it is sent: written for the first of them,
// and for nobody where nobody does.
class FeedItem {
  public:
    explicit FeedItem(model::Event of) : event(std::move(of)) {}

    const model::Event event;
    [[nodiscard]] const std::string& line() const;  // with its line end

  private:
    mutable std::string line_;
};

// The events of the past and of now, in order: the most recent ones from memory, older ones from
// the journal. Borrows the store.
class EventFeed {
  public:
    explicit EventFeed(engine::Store& store) : store_(store) {}

    // With nobody watching, only the number is kept: whoever comes later reads the journal.
    void add(const model::EventBatch& events, bool anybody_watches);

    // At most `most` events after this number, in order; fewer at the end.
    std::vector<std::shared_ptr<const FeedItem>> after(model::EventId number, std::size_t most);

    [[nodiscard]] model::EventId last() const { return last_; }
    // Whether an event after this number is gone from the journal; the oldest still kept, if so.
    std::optional<model::EventId> pruned_after(model::EventId number);
    model::EventId last_before(base::Instant time) { return store_.last_event_before(time); }

  private:
    engine::Store& store_;
    std::deque<std::shared_ptr<const FeedItem>> recent_;
    model::EventId last_;
};

// Whether a watcher who asked for this wants to see that.
bool wanted(const protocol::Subscribe& wish, const model::Event& event);

}  // namespace calls::daemon
