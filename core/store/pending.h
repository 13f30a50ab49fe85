#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <iterator>
#include <utility>

#include <boost/unordered/unordered_flat_map.hpp>

#include "core/store/packed_events.h"

// What was committed to the journal and is not in the tables yet.

namespace calls::store {

struct HeartbeatMark {
    base::Instant host;
    base::Instant guest;
};

struct Pending {
    std::deque<PackedEvents> batches;                               // in order, none empty
    boost::unordered_flat_map<model::CallId, HeartbeatMark> marks;  // the newest of each call
    std::int64_t events = 0;                                        // in all batches

    [[nodiscard]] bool empty() const { return batches.empty() && marks.empty(); }
    [[nodiscard]] std::int64_t changes() const { return events + std::ssize(marks); }

    void add(PackedEvents batch) {
        events += batch.size();
        batches.push_back(std::move(batch));
    }

    // What came after this; it is left empty.
    void take(Pending& later) {
        events += later.events;
        if (batches.empty())
            batches.swap(later.batches);
        else
            std::ranges::move(later.batches, std::back_inserter(batches));
        for (const auto& [call, mark] : later.marks) marks[call] = mark;
        later = {};
    }

    void drop_first(std::size_t count) {
        for (; count > 0; --count) {
            events -= batches.front().size();
            batches.pop_front();
        }
    }
};

}  // namespace calls::store
