#pragma once

#include "tests/core/engine/memory_store.h"

namespace calls::fuzz {

// A store in memory whose disk, where it breaks, may have taken the batch first: what a failed sync
// leaves open.
class MoodyStore : public tests::MemoryStore {
  public:
    bool takes_it_first = false;

    bool end_append(bool wait) override {
        if (mood != tests::Mood::broken || !takes_it_first) return MemoryStore::end_append(wait);
        mood = tests::Mood::good;
        const bool ended = MemoryStore::end_append(wait);
        mood = tests::Mood::broken;
        if (ended) throw engine::StoreBroken{"the sync failed"};
        return false;
    }
};

}  // namespace calls::fuzz
