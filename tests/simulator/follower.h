#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "core/model/event.h"
#include "tests/simulator/clients.h"
#include "tests/simulator/life.h"
#include "tests/simulator/model.h"

// Takes the model along behind the engine: each answer and each event must be the one that the
// model gives to the same command at the same time. Throws Violation where they differ.

namespace calls::simulator {

class Follower {
  public:
    // The model outlives this. `sweeps_make_way`: a turn may leave some of what is due to a later
    // one.
    Follower(Model& model, bool sweeps_make_way)
        : model_(model), sweeps_make_way_(sweeps_make_way) {}

    // `meanwhile`: what an earlier turn did is on its way to the disk, and this is no part of it.
    void asked(const Asked& asked, bool meanwhile) { open_.push_back({asked, meanwhile}); }

    // One turn, with all that it made durable and said.
    struct Turn {
        base::Instant now;
        bool full = false;     // the journal had no room
        bool filled = false;   // in the middle of it: what was done was taken back and done again
        bool lagging = false;  // the tables could not be written when the turn began
        bool fell_behind = false;  // or at some time in it: history may not be readable
        bool stopping = false;     // calld was told to stop
        bool committing = false;   // what it did is still on its way to the disk
        bool landed = false;       // what an earlier one did has arrived there
        // The process died in it, or has to exit. What was not answered, or with an unknown
        // outcome, the journal will tell: recover().
        bool cut_short = false;
        std::vector<model::Event> committed;
        std::vector<Said> said;
    };
    void follow(Turn turn);

    // After a death at `now` in a turn that was not heard of: what the journal holds beyond that.
    // It is all of that turn or nothing, and starts of lives that did not last.
    void recover(base::Instant now, const std::vector<model::Event>& beyond);

    // Prunes of which nobody knows how far they came, by the time they were to go up to.
    // None while another is under way, which may have done what they left.
    std::vector<base::Instant> take_half_pruned();

    // calld is at rest: nobody waits any more.
    void expect_all_answered() const;

    // Whether time may go on while a batch is on its way to the disk. Not where a read over many is
    // in it, which waits for what was due when it came but not for what falls due meanwhile; nor
    // where a heartbeat is, which counts already though nobody has said so. The model knows
    // neither.
    [[nodiscard]] bool time_may_pass() const;

    [[nodiscard]] model::EventId last() const { return last_; }
    [[nodiscard]] std::int64_t granted() const { return granted_; }
    // How many sweeps have left something to a later one.
    [[nodiscard]] std::int64_t ways_made() const { return ways_made_; }

  private:
    void take_starts(std::deque<Happening>& events);
    void answer(const Turn& turn, Said said, std::deque<Happening>& events);
    void take_its_word(const Asked& asked, const model::Reply& expected, const model::Reply& found);
    void give_up(const Said& said);
    void give_up(const Asked& asked);
    [[nodiscard]] bool waits_for_tables(const Said& said) const;
    [[nodiscard]] bool is_prune(const Said& said) const;
    void sweep(base::Instant now, std::deque<Happening>& events);
    void match(const std::vector<Happening>& expected, std::deque<Happening>& events,
               const std::string& after);
    Asked take_open(std::uint64_t origin);

    Model& model_;
    bool sweeps_make_way_;
    struct Open {
        Asked asked;
        bool meanwhile = false;
    };
    // Not answered for certain, in the order in which they were asked.
    std::vector<Open> open_;
    std::vector<base::Instant> half_pruned_;
    model::EventId last_;  // known to be durable
    std::int64_t granted_ = 0;
    std::int64_t ways_made_ = 0;
};

}  // namespace calls::simulator
