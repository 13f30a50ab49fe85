#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/engine/engine.h"
#include "core/store/sqlite_store.h"
#include "tests/simulator/clients.h"
#include "tests/simulator/disk.h"

// One life of calld, from a start to a stop or a death: the real engine on the real store, on a
// simulated disk. What it says once its process is gone nobody hears.

namespace calls::simulator {

struct Said {
    engine::Address to;
    model::Reply reply;
};

class Life {
  public:
    // Opens the store and records a start. Throws what the store throws. The disk outlives this.
    Life(Disk& disk, const engine::EngineOptions& options, std::int64_t events_a_transaction,
         base::Instant clock);

    void ask(const Asked& asked);
    // One turn. Throws StoreBroken, after which calld exits.
    bool turn(base::Instant clock) { return engine_.run(clock); }

    [[nodiscard]] engine::Engine& engine() { return engine_; }
    [[nodiscard]] store::SqliteStore& store() { return store_; }

    // Since they were last taken, in order.
    std::vector<model::Event> take_committed();
    std::vector<Said> take_said();

  private:
    Disk& disk_;
    std::vector<model::Event> committed_;
    std::vector<Said> said_;
    store::SqliteStore store_;
    engine::Engine engine_;
    std::uint64_t slots_ = 0;
};

}  // namespace calls::simulator
