#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

#include "core/base/instant.h"
#include "core/engine/batch.h"
#include "core/engine/clock_move.h"
#include "core/engine/executor.h"
#include "core/engine/flight.h"
#include "core/engine/inbox.h"
#include "core/engine/limits.h"
#include "core/engine/residents.h"
#include "core/engine/store.h"
#include "core/engine/task.h"
#include "core/model/command.h"
#include "core/model/event.h"
#include "core/model/reply.h"
#include "core/rules/state.h"

namespace calls::engine {

struct EngineOptions {
    rules::Settings settings;
    bool manual_clock = false;
    // After a sweep of deadlines the next one waits for so long, unless a command waits for it.
    // Where deadlines come every millisecond many then share a commit; each counts at its own time
    // anyway. None: nor do sweeps make way for commands (limits.h).
    base::Millis sweep_interval{0};
    // What a sweep that makes way carries out.
    std::size_t small_sweep = deadlines_beside_commands;
};

// What the engine tells its owner, from within run() and after the commit.
struct Outlets {
    std::function<void(const Address&, model::Reply&&)> reply;
    std::function<void(const model::EventBatch&)> committed;
};

// Carries commands out in turns: each takes what is waiting, settles the deadlines that come first,
// lets the rules decide, applies, appends the turn's events in one transaction, and only then
// answers. While the store is at that, plain heartbeats are answered and nothing else is done. One
// thread, no clock of its own, no sockets. Borrows the store, which outlives it.
class Engine {
  public:
    Engine(const EngineOptions& options, Store& store, Outlets outlets);

    // Loads the store and records a start: at what `clock` gives then, since loading may take long
    // and nobody was heard meanwhile; or at the latest time in the store if that is later, or
    // (neither has a time) at manual_epoch. Throws StoreFull, StoreBroken.
    void start(const std::function<base::Instant()>& clock);

    void submit(const Address& to, model::Command&& command);

    // One turn; `clock` is ignored where time moves by command only. Gives whether there is more to
    // do at once: not while committing(), when the store wakes its owner. Throws StoreBroken once
    // everything that waited was answered *unavailable*: the process has to exit.
    bool run(base::Instant clock);

    // When run() is wanted though nothing is submitted; none: not before the next command.
    [[nodiscard]] std::optional<base::Instant> wake_at();

    // The clock has jumped ahead (a suspended machine): counts as a start with live calls.
    void restart(base::Instant clock);

    // What nobody waits for, once run() is done: the store's house-keeping. Throws as run() does.
    void tidy();

    // calld is stopping: what waits and what still comes is answered *unavailable*.
    void stop();

    [[nodiscard]] base::Instant now() const { return now_; }
    [[nodiscard]] const rules::State& state() const { return state_; }
    // What the last turn did is on its way to the disk.
    [[nodiscard]] bool committing() const { return flight_.has_value(); }
    // Why nothing can be written at present; none while all is well.
    [[nodiscard]] const std::optional<std::string>& no_room() const { return no_room_; }

  private:
    // What the store was asked, for whom.
    struct AtStore {
        Address to;
        bool changes = false;
    };

    void take_turn(Batch& batch);
    void take_tasks(Executor& executor, Batch& batch);
    [[nodiscard]] std::optional<Task> take(std::size_t taken);
    void sweep(Executor& executor, const Batch& batch);
    [[nodiscard]] std::size_t beside_commands();
    void advance(Task task, Executor& executor, Batch& batch);
    void begin_clock_move(Task task, Batch& batch);
    void walk_clock(Executor& executor, Batch& batch);
    [[nodiscard]] model::Refusal stopped_on_its_way() const;

    bool commit(bool wait);
    void begin_append();
    bool append(bool wait);
    void answer_meanwhile();
    void take_back(Batch& batch, const std::string& why);
    void deliver(Batch& batch);
    void ask_store(Task task);
    void prune(Task task);
    void back_from_store(const Task& task);
    void record_start();
    void probe();
    void mark(const std::vector<model::CallId>& calls);
    void give_up(const std::string& why);
    void expect_unbroken() const;
    [[nodiscard]] Circumstances circumstances() const;
    [[nodiscard]] bool work_left();

    // Fixed after construction.
    EngineOptions options_;
    Store& store_;
    Outlets outlets_;

    // Changed by turns.
    rules::State state_;
    Residents residents_;
    base::Instant now_;
    Inbox inbox_;
    std::vector<Task> parked_;  // unfinished; their origins are blocked
    boost::unordered_flat_map<std::uint64_t, AtStore> at_store_;  // by origin; they are blocked
    std::set<std::string> with_store_;  // request ids of changes that the store is carrying out
    std::vector<Task> behind_store_;    // what came with one of these; their origins are blocked
    std::optional<ClockMove> clock_move_;
    std::optional<Batch> batch_;    // of the turn at hand, until it is committed
    std::optional<Flight> flight_;  // while the store takes its time
    std::int64_t meanwhile_ = 0;    // heartbeats answered since the last append was begun
    std::size_t usual_events_ = 0;  // of the last turn
    std::int64_t usually_waiting_ = 0;
    std::vector<HeartbeatTimes> marks_;  // scratch of mark()
    base::Instant next_sweep_;           // not before it
    base::Instant last_command_;         // of those for which sweeps make way
    bool made_way_ = false;  // the last sweep: the next waits from the end of its commit on

    // From a commit that found no room until one that did, nothing is changed and no deadline is
    // carried out.
    std::optional<std::string> no_room_;  // why
    base::Instant probe_at_;
    bool stopping_ = false;
    std::optional<std::string> broken_;  // why nothing is done any more
};

}  // namespace calls::engine
