#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/check.h"
#include "core/engine/engine.h"
#include "core/engine/limits.h"

// The engine's part behind a turn: the commit of what it did, and the answers.

namespace calls::engine {
namespace {

using model::Refusal;
using model::Reply;

constexpr std::int64_t waiting_unit = 1024;
constexpr std::int64_t many_waiting = 4 * waiting_unit;

// Heartbeats that are all that their origins have asked for: each is answered as soon as can be.
std::int64_t lone_heartbeats(const std::vector<std::pair<Task, Reply>>& done) {
    std::int64_t lone = 0;
    for (std::size_t i = 0; i < done.size(); ++i) {
        const auto origin = [&](std::size_t at) { return done[at].first.to.origin; };
        if (i > 0 && origin(i - 1) == origin(i)) continue;
        if (i + 1 < done.size() && origin(i + 1) == origin(i)) continue;
        if (std::holds_alternative<model::Heartbeat>(done[i].first.command.what)) ++lone;
    }
    return lone;
}

}  // namespace

// Gives whether it is committed, and answered; with `wait` it is.
bool Engine::commit(bool wait) {
    if (!batch_->events->empty() && !append(wait)) {
        if (!flight_) flight_.emplace(*batch_);
        return false;
    }
    Batch batch = *std::exchange(batch_, std::nullopt);
    mark(batch.heartbeats);
    deliver(batch);
    residents_.trim();
    return true;
}

void Engine::mark(const std::vector<model::CallId>& calls) {
    if (calls.empty()) return;
    marks_.clear();
    for (const model::CallId id : calls)
        if (const auto heard = state_.heard(id))
            marks_.push_back({.call = id, .host = heard->host, .guest = heard->guest});
    store_.mark_heartbeats(marks_);
}

// Where many heartbeats wait for commits that they have no part in, commits are better done apart.
void Engine::begin_append() {
    const std::int64_t waiting = lone_heartbeats(batch_->done) + std::exchange(meanwhile_, 0);
    usually_waiting_ += (waiting * waiting_unit - usually_waiting_) / 16;
    store_.begin_append(batch_->events, usually_waiting_ >= many_waiting);
}

bool Engine::append(bool wait) {
    const auto put_back = [this] {
        if (flight_) inbox_.put_back(flight_->take_aside());
        flight_.reset();
    };
    try {
        if (!store_.end_append(wait)) return false;
        put_back();
    } catch (const StoreFull& full) {
        put_back();
        take_back(*batch_, full.what());
    }
    residents_.hold(*batch_->events);
    return true;
}

// A manual clock that has moved goes back with its move, if that finds no room: nobody is answered
// in a time that may not be.
void Engine::answer_meanwhile() {
    const bool clock_moved = options_.manual_clock && now_ != batch_->began;
    if (clock_move_ || clock_moved || inbox_.empty()) return;
    Batch beats{state_, now_};
    Executor executor{state_, residents_, beats, circumstances()};
    for (std::size_t taken = 0; auto task = take(taken); ++taken) {
        const auto* beat = std::get_if<model::Heartbeat>(&task->command.what);
        const auto call = beat == nullptr ? std::nullopt : state_.call(beat->call);
        std::optional<Reply> reply;
        if (call && !flight_->holds(task->to.origin) && !flight_->concerns(*call))
            reply = executor.plain_heartbeat(*beat);
        if (reply) {
            outlets_.reply(task->to, *std::move(reply));
            ++meanwhile_;
        } else {
            flight_->set_aside(*std::move(task));
        }
    }
    mark(beats.heartbeats);
}

// No room: the rows are put back as they were, and what the batch did is done again under the new
// circumstances, in which reads and plain heartbeats are answered and changes are not.
void Engine::take_back(Batch& batch, const std::string& why) {
    batch.undo.roll_back(state_);
    if (options_.manual_clock) now_ = batch.began;  // where a move had got to
    no_room_ = why;
    probe_at_ = now_ + probe_interval;
    std::vector<Task> again;
    std::vector<std::pair<Task, Reply>> cut_short;
    for (auto& [task, reply] : batch.done)
        if (task.stage == Task::Stage::walking)
            cut_short.emplace_back(std::move(task), Reply{.answer = stopped_on_its_way()});
        else
            again.push_back(std::move(task));
    for (Task& task : batch.questions) {
        with_store_.erase(task.command.request_id);
        again.push_back(std::move(task));
    }
    for (auto* waiting : {&behind_store_, &parked_})
        for (Task& task : std::exchange(*waiting, {})) again.push_back(std::move(task));
    for (Task& task : again) {
        if (task.stage != Task::Stage::pruned) task.stage = Task::Stage::fresh;
        inbox_.unblock(task.to.origin);
    }
    inbox_.put_back(std::move(again));
    batch.done = std::move(cut_short);
    batch.questions.clear();
    batch.heartbeats.clear();
    batch.rows = 0;
    batch.events = std::make_shared<model::EventBatch>();
    take_turn(batch);
    CHECK(batch.events->empty());
}

void Engine::deliver(Batch& batch) {
    if (!batch.events->empty() && outlets_.committed) outlets_.committed(*batch.events);
    for (auto& [task, reply] : batch.done) outlets_.reply(task.to, std::move(reply));
    for (Task& task : batch.questions) ask_store(std::move(task));
}

// Everybody who waits hears that the store is broken, and whoever still comes.
void Engine::give_up(const std::string& why) {
    broken_ = why;
    const auto answer_to = [&](const Address& to, bool unknown) {
        Refusal refusal =
            model::refuse(model::RefusalKind::unavailable,
                          why + (unknown ? "; ask again with the same request id once calld is back"
                                         : "; nothing was changed"));
        refusal.outcome_unknown = unknown;
        outlets_.reply(to, Reply{.answer = std::move(refusal)});
    };
    const auto answer = [&](const Task& task, bool unknown) { answer_to(task.to, unknown); };
    for (const auto& [origin, asked] : std::exchange(at_store_, {}))
        answer_to(asked.to, asked.changes);
    if (auto move = std::exchange(clock_move_, std::nullopt)) answer(move->task(), true);
    if (const auto batch = std::exchange(batch_, std::nullopt)) {
        for (const auto& [task, reply] : batch->done) answer(task, true);
        for (const Task& task : batch->questions) answer(task, false);
    }
    if (auto flight = std::exchange(flight_, std::nullopt))
        for (const Task& task : flight->take_aside()) answer(task, false);
    for (const Task& task : std::exchange(parked_, {})) answer(task, true);
    for (const Task& task : std::exchange(behind_store_, {})) answer(task, false);
    for (const Task& task : inbox_.take_all()) answer(task, false);
}

}  // namespace calls::engine
