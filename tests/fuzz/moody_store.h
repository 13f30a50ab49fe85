#pragma once

#include <memory>

#include "tests/core/engine/memory_store.h"

namespace calls::fuzz {

// A store in memory whose disk, where it breaks, may have taken the batch first: what a failed sync
// leaves open.
class MoodyStore : public tests::MemoryStore {
  public:
    bool takes_it_first = false;

    void append(std::shared_ptr<const model::EventBatch> events) override {
        const bool breaks = mood == tests::Mood::broken;
        if (breaks && takes_it_first) {
            mood = tests::Mood::good;
            MemoryStore::append(std::move(events));
            mood = tests::Mood::broken;
            throw engine::StoreBroken{"the sync failed"};
        }
        MemoryStore::append(std::move(events));
    }
};

}  // namespace calls::fuzz
