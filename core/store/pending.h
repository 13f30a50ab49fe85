#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

#include "core/model/event.h"

// What was committed to the journal and is not in the tables yet.

namespace calls::store {

struct HeartbeatMark {
    base::Instant host;
    base::Instant guest;
};

struct Pending {
    std::vector<std::shared_ptr<const model::EventBatch>> batches;  // in order, none empty
    boost::unordered_flat_map<model::CallId, HeartbeatMark> marks;  // the newest of each call
    std::int64_t events = 0;                                        // in all batches

    [[nodiscard]] bool empty() const { return batches.empty() && marks.empty(); }
    [[nodiscard]] std::int64_t changes() const { return events + std::ssize(marks); }

    void add(std::shared_ptr<const model::EventBatch> batch) {
        events += static_cast<std::int64_t>(batch->size());
        batches.push_back(std::move(batch));
    }

    // What came after this; it is left empty.
    void take(Pending& later) {
        events += later.events;
        batches.insert(batches.end(), later.batches.begin(), later.batches.end());
        for (const auto& [call, mark] : later.marks) marks[call] = mark;
        later = {};
    }
};

}  // namespace calls::store
