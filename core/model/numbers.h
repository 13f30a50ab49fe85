#pragma once

#include "core/model/ids.h"

namespace calls::model {

// The last number given out of each kind; 0 before the first. They only grow.
struct Numbers {
    CallId call;
    OfferId offer;
    TicketId ticket;
    EntryId entry;
    EventId event;

    bool operator==(const Numbers&) const = default;
};

}  // namespace calls::model
