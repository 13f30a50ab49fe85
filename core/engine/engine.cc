#include "core/engine/engine.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <variant>

#include "core/base/check.h"
#include "core/engine/limits.h"
#include "core/engine/loader.h"
#include "core/engine/look_ahead.h"
#include "core/rules/decide.h"

namespace calls::engine {
namespace {

using base::Instant;
using model::Refusal;
using model::RefusalKind;
using model::Reply;

Refusal unavailable(const std::string& why) {
    return model::refuse(model::RefusalKind::unavailable, why + "; nothing was changed");
}

}  // namespace

Engine::Engine(const EngineOptions& options, Store& store, Outlets outlets)
    : options_(options),
      store_(store),
      outlets_(std::move(outlets)),
      state_(options.settings),
      residents_(state_, store) {}

void Engine::start(const std::function<Instant()>& clock) {
    Loader loader{state_, residents_};
    store_.load(loader);
    now_ = std::max(clock(), loader.latest());
    if (!now_.happened()) now_ = manual_epoch;
    record_start();
}

void Engine::submit(const Address& to, model::Command&& command) {
    inbox_.push(Task{.to = to, .command = std::move(command), .arrived = now_});
}

bool Engine::run(Instant clock) {
    if (!options_.manual_clock) now_ = std::max(now_, clock);
    const bool landing = flight_.has_value();
    try {
        expect_unbroken();
        if (!flight_) {
            store_.collect();
            if (no_room_ && (options_.manual_clock || now_ >= probe_at_)) probe();
            // Behind the probe, whose start is not part of it.
            batch_.emplace(state_, now_, std::min(usual_events_, inbox_.size()));
            take_turn(*batch_);
            usual_events_ = batch_->events->size();
            if (!batch_->events->empty()) begin_append();
        }
        if (!commit(false)) {
            answer_meanwhile();
            return false;
        }
    } catch (const StoreBroken& broken) {
        give_up(broken.what());
        throw;
    }
    return landing || work_left();  // answers of the store may have come meanwhile
}

std::optional<Instant> Engine::wake_at() {
    if (flight_) return std::nullopt;
    if (no_room_) return std::max(probe_at_, now_ + base::Millis{1});
    if (options_.manual_clock) return std::nullopt;
    const auto deadline = state_.earliest();
    return deadline ? std::optional{std::max(deadline->due_from(), next_sweep_)} : std::nullopt;
}

void Engine::restart(Instant clock) {
    try {
        expect_unbroken();
        if (flight_) commit(true);
        now_ = std::max(now_, clock);
        if (!no_room_) probe();
    } catch (const StoreBroken& broken) {
        give_up(broken.what());
        throw;
    }
}

void Engine::tidy() {
    try {
        expect_unbroken();
        store_.tidy();
    } catch (const StoreBroken& broken) {
        give_up(broken.what());
        throw;
    }
}

void Engine::expect_unbroken() const {
    if (broken_) throw StoreBroken{*broken_};
}

void Engine::stop() {
    stopping_ = true;
}

void Engine::take_turn(Batch& batch) {
    Executor executor{state_, residents_, batch, circumstances()};
    if (clock_move_) {
        walk_clock(executor, batch);
        return;
    }
    for (Task& task : std::exchange(parked_, {})) advance(std::move(task), executor, batch);
    take_tasks(executor, batch);
    sweep(executor, batch);
}

// Makes way for commands, unless somebody waits for the sweep itself (limits.h).
void Engine::sweep(Executor& executor, const Batch& batch) {
    const bool is_awaited = !parked_.empty() || stopping_;
    const bool makes_way = !is_awaited && options_.sweep_interval > base::Millis{0} &&
                           now_ - last_command_ <= commands_linger;
    if (std::exchange(made_way_, false) && makes_way) next_sweep_ = now_ + sweep_pause;
    if (now_ < next_sweep_ && !is_awaited) return;
    const std::size_t most = makes_way ? beside_commands() : turn_deadlines_max;
    const std::size_t before = batch.deadlines;
    executor.sweep(most);
    const std::size_t carried_out = batch.deadlines - before;
    if (carried_out == 0) return;
    if (carried_out < most && executor.room_for_deadlines()) {  // all of them
        next_sweep_ = now_ + options_.sweep_interval;
    } else if (makes_way) {
        made_way_ = true;
        next_sweep_ = now_ + sweep_pause;
    }
}

std::size_t Engine::beside_commands() {
    const auto deadline = state_.earliest();
    if (!deadline || !deadline->due(now_)) return options_.small_sweep;
    const auto late = static_cast<std::size_t>((now_ - deadline->due_from()).count());
    return options_.small_sweep + options_.small_sweep * late / small_sweep_grows.count();
}

void Engine::take_tasks(Executor& executor, Batch& batch) {
    batch.done.reserve(batch.done.size() + std::min(inbox_.size(), turn_commands_max));
    const auto room = [&](std::size_t taken) {
        return taken < turn_commands_max && batch.rows < turn_rows_max;
    };
    for (std::size_t taken = 0; room(taken) && !clock_move_; ++taken) {
        auto task = take(taken);
        if (!task) return;
        task->arrived = now_;
        advance(*std::move(task), executor, batch);
    }
}

// The next command, where so many were taken before it.
std::optional<Task> Engine::take(std::size_t taken) {
    if (taken % look_ahead_tasks == 0) look_ahead(state_, inbox_.next(look_ahead_tasks));
    auto task = inbox_.pop();
    if (task && !std::holds_alternative<model::Heartbeat>(task->command.what)) last_command_ = now_;
    return task;
}

void Engine::advance(Task task, Executor& executor, Batch& batch) {
    Step step = executor.carry_out(task);
    const std::uint64_t origin = task.to.origin;
    switch (step.kind) {
        case Step::Kind::done:
            if (task.stage == Task::Stage::pruned) back_from_store(task);
            if (const auto* list = std::get_if<model::Rows<model::CallView>>(&step.reply.answer))
                batch.rows += list->rows.size();
            batch.done.emplace_back(std::move(task), std::move(step.reply));
            inbox_.unblock(origin);
            return;
        case Step::Kind::unfinished:
            inbox_.block(origin);
            parked_.push_back(std::move(task));
            return;
        case Step::Kind::ask_store:
            inbox_.block(origin);
            if (!task.command.request_id.empty()) with_store_.insert(task.command.request_id);
            batch.questions.push_back(std::move(task));
            return;
        case Step::Kind::behind_store:
            inbox_.block(origin);
            behind_store_.push_back(std::move(task));
            return;
        case Step::Kind::move_clock:
            inbox_.block(origin);
            begin_clock_move(std::move(task), batch);
            return;
    }
}

void Engine::begin_clock_move(Task task, Batch& batch) {
    const auto wish = std::get<model::MoveClock>(std::get<model::Change>(task.command.what));
    for (const model::CallId call : wish.keep_alive) {
        if (state_.has_call(call)) continue;
        inbox_.unblock(task.to.origin);
        batch.done.emplace_back(std::move(task),
                                Reply{.answer = model::refuse(model::RefusalKind::not_found,
                                                              "keepAlive: there is no call " +
                                                                  std::to_string(call.value))});
        return;
    }
    auto move = ClockMove::begin(task, wish, now_);
    if (move) {
        clock_move_ = *std::move(move);
        return;
    }
    inbox_.unblock(task.to.origin);
    batch.done.emplace_back(std::move(task), Reply{.answer = std::move(move).error()});
}

// Stop by stop: every deadline on the way in order, each at its own time, then the heartbeats of
// whoever is kept alive. Other commands wait until the clock has arrived.
void Engine::walk_clock(Executor& executor, Batch& batch) {
    if (no_room_) {
        batch.done.emplace_back(clock_move_->task(), Reply{.answer = stopped_on_its_way()});
        inbox_.unblock(clock_move_->task().to.origin);
        clock_move_.reset();
        return;
    }
    const auto stage = std::exchange(clock_move_->task().stage, Task::Stage::walking);
    for (std::size_t steps = 0; steps < turn_clock_steps_max; ++steps) {
        const auto deadline = state_.earliest();
        now_ = std::max(now_, clock_move_->next_stop(deadline ? std::optional{deadline->due_from()}
                                                              : std::nullopt));
        executor.set_now(now_);
        executor.sweep();
        if (!executor.room_for_deadlines()) return;
        for (const model::CallId call : clock_move_->beating(now_)) executor.keep_alive(call);
        if (!clock_move_->arrived(now_)) continue;
        Task task = std::move(clock_move_->task());
        task.stage = stage;
        clock_move_.reset();
        Reply reply = executor.clock_arrived(task);
        inbox_.unblock(task.to.origin);
        batch.done.emplace_back(std::move(task), std::move(reply));
        return;
    }
}

// What earlier turns of the move have done stays done.
Refusal Engine::stopped_on_its_way() const {
    Refusal refusal =
        model::refuse(RefusalKind::unavailable, *no_room_ + "; the clock stopped on its way, at " +
                                                    std::to_string(now_.ms) +
                                                    ": set it again once there is room");
    refusal.outcome_unknown = true;
    return refusal;
}

void Engine::record_start() {
    const std::string no_request_id;
    const rules::Moment moment{.state = state_, .now = now_, .request_id = no_request_id};
    auto events = std::make_shared<model::EventBatch>(rules::start(moment));
    store_.append(events);
    for (const model::Event& event : *events) state_.apply(event);
    if (outlets_.committed) outlets_.committed(*events);
}

// The moment of success counts as a start.
void Engine::probe() {
    try {
        record_start();
        no_room_.reset();
    } catch (const StoreFull& full) {
        no_room_ = full.what();
        probe_at_ = now_ + probe_interval;
    }
}

Circumstances Engine::circumstances() const {
    Circumstances around;
    around.now = now_;
    around.with_store = &with_store_;
    around.manual_clock = options_.manual_clock;
    around.suspended = no_room_.has_value();
    around.storage = "ok";
    const auto lagging = store_.lagging();
    if (lagging) around.storage = *lagging;
    if (no_room_) around.storage = *no_room_;
    if (lagging || no_room_) around.no_changes = unavailable(around.storage);
    if (stopping_) around.no_changes = unavailable("calld is stopping");
    around.events_behind = state_.numbers().event.value - store_.projected().value;
    return around;
}

bool Engine::work_left() {
    if (clock_move_ || !parked_.empty() || !inbox_.empty()) return true;
    if (no_room_) return false;
    const auto deadline = state_.earliest();
    return deadline && deadline->due(now_) && (stopping_ || now_ >= next_sweep_);
}

}  // namespace calls::engine
