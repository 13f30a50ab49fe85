#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <string>

#include "core/base/instant.h"
#include "core/engine/batch.h"
#include "core/engine/residents.h"
#include "core/engine/scope.h"
#include "core/engine/task.h"
#include "core/model/command.h"
#include "core/model/refusal.h"
#include "core/model/reply.h"
#include "core/rules/decide.h"
#include "core/rules/state.h"

namespace calls::engine {

// What holds for every task of a turn.
struct Circumstances {
    base::Instant now;
    bool manual_clock = false;
    bool suspended = false;                    // no deadline is carried out
    std::optional<model::Refusal> no_changes;  // why every change is refused, if it is
    std::string storage;                       // "ok" or why not
    std::int64_t events_behind = 0;
    const std::set<std::string>* with_store = nullptr;  // request ids of what the store is doing
};

// What became of a task in this turn.
struct Step {
    enum class Kind : std::uint8_t {
        done,          // answered with `reply`, once the batch is committed
        unfinished,    // many deadlines come first, or are being released: again in the next turn
        ask_store,     // for the store to do, once the batch is committed
        behind_store,  // for later: the store is doing something under the same request id
        move_clock,    // the manual clock is to be moved
    } kind = Kind::done;
    model::Reply reply;
};

// Carries out tasks and deadlines within one turn, into its batch. Borrows everything it is given
// for the turn's time.
class Executor {
  public:
    Executor(rules::State& state, Residents& residents, Batch& batch,
             const Circumstances& circumstances)
        : state_(state), residents_(residents), batch_(batch), around_(circumstances) {}

    // Throws StoreBroken from look-ups.
    Step carry_out(Task& task);

    // A heartbeat that does no more than tell that somebody is there: its answer. None where there
    // is more to do.
    std::optional<model::Reply> plain_heartbeat(const model::Heartbeat& heartbeat);

    // Due deadlines, earliest first, at most so many and as many as the turn has room for.
    void sweep(std::size_t most = std::numeric_limits<std::size_t>::max());
    // A party's heartbeat on a manual clock's way.
    void keep_alive(model::CallId id);
    // The manual clock has reached its goal: its answer, and the receipt if one was asked for.
    model::Reply clock_arrived(const Task& task);

    void set_now(base::Instant now) { around_.now = now; }
    [[nodiscard]] bool room_for_deadlines() const;

  private:
    Step change(Task& task, const model::Change& change);
    Step keep_pruned(const Task& task);
    Step heartbeat(Task& task, const model::Heartbeat& heartbeat);
    [[nodiscard]] model::Reply read(const model::Read& read);

    std::optional<model::Reply> receipt_answer(const std::string& request_id,
                                               const model::Change& change);
    void keep_receipt(const std::string& request_id, const model::Change& change,
                      const model::Outcome& outcome, std::size_t first_event);

    // Whether all that is due was carried out, within the turn's room.
    bool settle(const Scope& scope, base::Instant arrived);
    bool settle_call(model::CallId id);
    // Of one call, and of all that a command names the first, in the order of their times.
    [[nodiscard]] std::optional<rules::Deadline> due(model::CallId id) const;
    [[nodiscard]] std::optional<rules::Deadline> first_due(const Scope& scope) const;
    void expire(const rules::Deadline& deadline);
    // Without regard to the room: what a change itself brings due is little, and its reply and
    // receipt belong into its transaction.
    void settle_whole_call(model::CallId id);

    void apply(model::EventBatch&& events);
    [[nodiscard]] model::Outcome outcome_of(const rules::Subject& subject) const;
    [[nodiscard]] rules::Moment moment(const std::string& request_id) const;
    [[nodiscard]] model::StatusReply status();

    rules::State& state_;
    Residents& residents_;
    Batch& batch_;
    Circumstances around_;
};

}  // namespace calls::engine
