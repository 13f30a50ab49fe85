#pragma once

#include <cstddef>
#include <vector>

#include "core/store/journal.h"

// The events still kept, for an audit. The journal has one connection, the loop's, and it locks
// every other one out; so the loop reads for the auditor, a piece at a time (core/store/feed.h).

namespace calls::store {

struct EventWish {
    enum class Way { newer, older } way = Way::newer;
    model::EventId edge;  // not itself
};

// Rising for `newer`, falling for `older`; empty at the end.
struct EventPiece {
    std::vector<RawEvent> events;
    model::EventId begins_after;  // pruned up to here
};

class EventSource {
  public:
    virtual ~EventSource() = default;
    // Throws engine::StoreBroken, or AuditAbandoned (core/store/audit_run.h).
    virtual EventPiece read(const EventWish& wish) = 0;
};

EventPiece read_piece(Journal& journal, const EventWish& wish);

}  // namespace calls::store
