#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/model/event.h"
#include "core/store/log_room.h"
#include "core/store/packed_events.h"
#include "core/store/sqlite.h"

// The event log: what makes a reply durable. Used by one thread at a time: the loop's or, for an
// append, its writer's. One row an event, its body packed (core/model/pack.h); ids follow on each
// other without a gap.

namespace calls::store {

// An event as it lies in the journal: its body still packed.
struct RawEvent {
    model::EventId id;
    base::Instant time;
    std::string body;
};

class Journal {
  public:
    enum class Room { ahead, as_needed };  // see LogRoom; pays only where commits are synced

    Journal(std::unique_ptr<Database> database, Room room);

    // One transaction; what it has written. Throws engine::StoreFull (nothing was) or StoreBroken.
    PackedEvents append(const model::EventBatch& events);

    [[nodiscard]] model::EventId last() const { return last_; }
    std::optional<model::EventId> oldest();
    // Of those kept; where such at `time` or later are pruned, the one before the last of those.
    model::EventId last_before(base::Instant time);
    std::vector<model::Event> after(model::EventId event, std::size_t most);
    // For whoever unpacks them elsewhere: at most `most`, rising above `event` or falling below it.
    std::vector<RawEvent> raw_after(model::EventId event, std::size_t most);
    std::vector<RawEvent> raw_before(model::EventId event, std::size_t most);
    model::EventId begins_after();  // the last event that was pruned; 0: none was

    // Removes the oldest events up to `last`, at most `most`, in one transaction; how many. The
    // tables have synced what these say. Throws like append().
    std::int64_t prune(model::EventId last, std::int64_t most);

    // Moves the log's pages into the file once there are enough of them.
    void tidy();

    [[nodiscard]] std::string wal_path() const;
    Database& database() { return *database_; }

  private:
    std::unique_ptr<Database> database_;
    Statement insert_;
    Statement select_;
    std::optional<LogRoom> room_;
    model::EventId last_;
};

}  // namespace calls::store
