#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "core/engine/engine.h"
#include "tests/simulator/chance.h"
#include "tests/simulator/clients.h"
#include "tests/simulator/comparison.h"
#include "tests/simulator/disk.h"
#include "tests/simulator/follower.h"
#include "tests/simulator/life.h"
#include "tests/simulator/model.h"
#include "tests/simulator/scale.h"
#include "tests/simulator/tally.h"

// One history: calld lives, dies and lives again on one disk, under one clock, among the same
// clients, all of it drawn from one seed. The model goes along, and after every start and at the
// end everything is held against it.

namespace calls::simulator {

class History {
  public:
    explicit History(std::uint64_t seed);

    // Until so many commands were asked. Throws Violation.
    Tally run(std::int64_t commands);

  private:
    enum class End : std::uint8_t { stop, death, exit };

    std::unique_ptr<Life> begin_life();
    std::unique_ptr<Life> try_to_begin();
    void draw_fault();
    void recover(Life& life);
    void take_over_pruned(Life& life);
    void check(Life& life);
    End live(Life& life, std::int64_t commands);
    void ask(Life& life);
    void settle_receipts(Life& life);
    // Whether the process lives on after it.
    template <class Work>
    bool survive(Life& life, Work work);
    bool turn(Life& life);
    bool meanwhile(Life& life);
    // What has to be done before calld goes.
    bool finish(Life& life);
    void pass_time();
    std::optional<base::Instant> draw_edge();
    [[nodiscard]] std::int64_t charges_due(base::Instant at) const;
    void end_life(std::unique_ptr<Life> life, End end);

    // Drawn from the seed once.
    Chance chance_;
    Scale scale_;
    engine::EngineOptions options_;

    Disk disk_;
    Model model_;
    Follower follower_;
    Clients clients_;
    base::Instant clock_;
    base::Instant turn_now_;  // of the last turn that began
    bool stopping_ = false;
    Fault fault_;
    Compared compared_;
    Tally tally_;
};

}  // namespace calls::simulator
