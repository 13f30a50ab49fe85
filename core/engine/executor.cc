#include "core/engine/executor.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "core/base/check.h"
#include "core/base/overloaded.h"
#include "core/engine/answers.h"
#include "core/engine/limits.h"
#include "core/model/pack.h"
#include "core/rules/phases.h"

namespace calls::engine {
namespace {

using base::Overloaded;

using base::Instant;
using model::Change;
using model::Reply;

const std::string no_request_id;

template <class T>
Reply reply_with(model::Result<T> result) {
    if (!result) return {.answer = std::move(result).error()};
    return {.answer = model::Outcome{*std::move(result)}};
}

Step done(Reply reply) {
    return {.kind = Step::Kind::done, .reply = std::move(reply)};
}
Step done(model::Refusal refusal) {
    return done(Reply{.answer = std::move(refusal)});
}

}  // namespace

Step Executor::carry_out(Task& task) {
    if (task.stage == Task::Stage::pruned) return keep_pruned(task);
    if (around_.with_store->contains(task.command.request_id))
        return {.kind = Step::Kind::behind_store, .reply = {}};
    if (const auto* beat = std::get_if<model::Heartbeat>(&task.command.what);
        beat != nullptr && task.stage == Task::Stage::fresh)
        if (auto reply = plain_heartbeat(*beat)) return done(*std::move(reply));
    const Scope scope = scope_of(task.command);
    residents_.bring_in(scope);
    if (!settle(scope, task.arrived)) return {.kind = Step::Kind::unfinished, .reply = {}};
    return std::visit(
        Overloaded{
            [&](const Change& wish) { return change(task, wish); },
            [&](const model::Heartbeat& beat) { return heartbeat(task, beat); },
            [&](const model::Read& wish) { return done(read(wish)); },
            [](const model::Query&) { return Step{.kind = Step::Kind::ask_store, .reply = {}}; }},
        task.command.what);
}

Step Executor::change(Task& task, const Change& change) {
    const std::string& request_id = task.command.request_id;
    if (auto reply = receipt_answer(request_id, change)) return done(*std::move(reply));
    if (around_.no_changes) return done(*around_.no_changes);
    if (std::holds_alternative<model::MoveClock>(change)) {
        if (around_.manual_clock) return {.kind = Step::Kind::move_clock, .reply = {}};
        return done(model::refuse(model::RefusalKind::conflict,
                                  "the clock is the real one; only a manual clock can be moved "
                                  "(calld --clock manual)"));
    }
    if (std::holds_alternative<model::Prune>(change))
        return {.kind = Step::Kind::ask_store, .reply = {}};
    const std::size_t first_event = batch_.events->size();
    auto decided = std::visit(
        Overloaded{[&](const model::MoveClock&) -> rules::Decided { return rules::Decision{}; },
                   [&](const model::Prune&) -> rules::Decided { return rules::Decision{}; },
                   [&](const auto& wish) { return rules::decide(moment(request_id), wish); }},
        change);
    if (!decided) return done(decided.error());
    apply(std::move(decided->events));
    const std::size_t end = batch_.events->size();
    for (std::size_t at = first_event; at < end; ++at)
        if (const model::CallId call = (*batch_.events)[at].call) settle_whole_call(call);
    const model::Outcome outcome = outcome_of(decided->subject);
    keep_receipt(request_id, change, outcome, first_event);
    return done(Reply{.answer = outcome});
}

Step Executor::keep_pruned(const Task& task) {
    if (around_.suspended && !task.command.request_id.empty()) {
        auto refusal = model::refuse(model::RefusalKind::unavailable,
                                     around_.storage +
                                         "; what was removed is gone, the outcome "
                                         "could not be kept: ask again");
        refusal.outcome_unknown = true;
        return done(std::move(refusal));
    }
    const model::Outcome outcome = task.removed;
    keep_receipt(task.command.request_id, std::get<Change>(task.command.what), outcome,
                 batch_.events->size());
    return done(Reply{.answer = outcome});
}

Step Executor::heartbeat(Task& task, const model::Heartbeat& heartbeat) {
    if (task.stage == Task::Stage::fresh) {
        if (auto reply = plain_heartbeat(heartbeat)) return done(*std::move(reply));
        auto decided = rules::decide(moment(no_request_id), heartbeat);
        if (!decided) return done(decided.error());
        const bool plain = decided->events.empty();
        if (!plain && around_.no_changes) return done(*around_.no_changes);
        apply(std::move(decided->events));
        if (const auto& beat = decided->beat) {
            state_.beat(beat->call, beat->side, around_.now);
            if (plain) batch_.heartbeats.push_back(beat->call);
        }
        task.stage = Task::Stage::releasing;
    }
    if (!settle_call(heartbeat.call)) return {.kind = Step::Kind::unfinished, .reply = {}};
    return done(Reply{.answer = outcome_of(heartbeat.call)});
}

// What heartbeat() would do, for the most of them, from one unpacking of the call. Where charges
// wait, it may be what releases them.
std::optional<Reply> Executor::plain_heartbeat(const model::Heartbeat& heartbeat) {
    auto call = state_.call(heartbeat.call);
    if (!call || call->charges_wait() || due(heartbeat.call)) return std::nullopt;
    const auto decided = rules::decide(moment(no_request_id), *call, heartbeat);
    if (!decided) return Reply{.answer = decided.error()};
    if (!decided->events.empty()) return std::nullopt;
    if (const auto& beat = decided->beat) {
        state_.beat(beat->call, beat->side, around_.now);
        rules::beat(call->file.call, beat->side, around_.now);
        batch_.heartbeats.push_back(beat->call);
    }
    return Reply{.answer = model::Outcome{view_of(state_, *call, around_.now)}};
}

Reply Executor::read(const model::Read& read) {
    return std::visit(
        Overloaded{
            [&](const model::GetCall& wish) {
                return reply_with(answer(state_, wish, around_.now));
            },
            [&](const model::GetOffer& wish) { return reply_with(answer(state_, wish)); },
            [&](const model::GetAccount& wish) { return Reply{.answer = answer(state_, wish)}; },
            [&](const model::ListLive& wish) {
                return Reply{.answer = answer(state_, wish, around_.now)};
            },
            [&](const model::ShowClock&) {
                return Reply{.answer = model::Outcome{model::ClockReply{
                                 .manual = around_.manual_clock, .now = around_.now}}};
            },
            [&](const model::GetStatus&) { return Reply{.answer = status()}; },
            [&](const model::Ping&) {
                if (around_.no_changes) return Reply{.answer = *around_.no_changes};
                return Reply{.answer = model::PingReply{}};
            }},
        read);
}

void Executor::sweep(std::size_t most) {
    if (around_.suspended) return;
    for (; most > 0 && room_for_deadlines(); --most) {
        const auto deadline = state_.earliest();
        if (!deadline || !deadline->due(around_.now)) return;
        expire(*deadline);
    }
}

void Executor::keep_alive(model::CallId id) {
    const auto call = state_.call(id);
    if (!call || !call->file.call.live()) return;
    batch_.undo.remember_call(state_, id);  // these heartbeats go with their clock, if it goes back
    const model::UserId callee = call->file.call.callee();
    for (const model::UserId user : {callee, call->file.call.caller()}) {
        Task task{.to = {},
                  .command = {.what = model::Heartbeat{.call = id, .user = user}, .request_id = {}},
                  .arrived = around_.now};
        settle_whole_call(id);
        heartbeat(task, std::get<model::Heartbeat>(task.command.what));
        settle_whole_call(id);
    }
}

Reply Executor::clock_arrived(const Task& task) {
    const model::Outcome outcome =
        model::ClockReply{.manual = around_.manual_clock, .now = around_.now};
    keep_receipt(task.command.request_id, std::get<Change>(task.command.what), outcome,
                 batch_.events->size());
    return {.answer = outcome};
}

bool Executor::room_for_deadlines() const {
    return batch_.deadlines < turn_deadlines_max;
}

std::optional<Reply> Executor::receipt_answer(const std::string& request_id, const Change& change) {
    if (request_id.empty()) return std::nullopt;
    residents_.bring_in_receipt(request_id);
    const auto receipt = state_.receipt(request_id);
    if (!receipt) return std::nullopt;
    if (receipt->fingerprint == model::pack(change))
        return Reply{.answer = receipt->outcome, .replayed = true};
    return Reply{.answer = model::refuse(model::RefusalKind::conflict,
                                         "request id " + request_id +
                                             " was used for something else; choose a new one")};
}

void Executor::keep_receipt(const std::string& request_id, const Change& change,
                            const model::Outcome& outcome, std::size_t first_event) {
    if (request_id.empty()) return;
    model::Receipt receipt{.request_id = request_id,
                           .fingerprint = model::pack(change),
                           .outcome = outcome,
                           .time = around_.now};
    if (batch_.events->size() == first_event) {
        model::EventBatch own;
        rules::attach_receipt(moment(request_id), std::move(receipt), own);
        apply(std::move(own));
        return;
    }
    rules::attach_receipt(moment(request_id), std::move(receipt), *batch_.events);
    const model::Event& last = batch_.events->back();
    batch_.undo.remember_receipt(request_id);
    state_.put_receipt(last.rows.receipt);
}

bool Executor::settle(const Scope& scope, Instant arrived) {
    if (around_.suspended) return true;
    if (scope.everything) {
        const auto earliest = state_.earliest();
        if (earliest && earliest->due(arrived)) return false;  // the sweep is at it
    }
    while (const auto deadline = first_due(scope)) {
        if (!room_for_deadlines()) return false;
        expire(*deadline);
    }
    return true;
}

bool Executor::settle_call(model::CallId id) {
    if (around_.suspended) return true;
    while (const auto deadline = due(id)) {
        if (!room_for_deadlines()) return false;
        expire(*deadline);
    }
    return true;
}

std::optional<rules::Deadline> Executor::due(model::CallId id) const {
    if (!state_.may_be_due(id, around_.now)) return std::nullopt;
    const auto call = state_.call(id);
    const auto deadline = rules::next_deadline(*call, state_.settings(), state_.last_start());
    return deadline && deadline->due(around_.now) ? deadline : std::nullopt;
}

std::optional<rules::Deadline> Executor::first_due(const Scope& scope) const {
    std::optional<rules::Deadline> first;
    const auto consider = [&](model::CallId id) {
        const auto deadline = due(id);
        if (deadline && (!first || deadline->key() < first->key())) first = deadline;
    };
    for (const model::CallId call : scope.calls) consider(call);
    for (const model::UserId user : scope.users)
        if (const model::CallId call = state_.live_call_of(user)) consider(call);
    return first;
}

void Executor::settle_whole_call(model::CallId id) {
    const std::size_t before = std::exchange(batch_.deadlines, 0);
    while (!settle_call(id)) batch_.deadlines = 0;
    batch_.deadlines += before;
}

void Executor::expire(const rules::Deadline& deadline) {
    apply(rules::expire(moment(no_request_id), deadline));
    ++batch_.deadlines;
}

void Executor::apply(model::EventBatch&& events) {
    for (model::Event& event : events) {
        batch_.undo.remember(state_, event);
        state_.apply(event);
        batch_.events->push_back(std::move(event));
    }
}

model::Outcome Executor::outcome_of(const rules::Subject& subject) const {
    if (const auto* outcome = std::get_if<model::Outcome>(&subject)) return *outcome;
    const auto call = state_.call(std::get<model::CallId>(subject));
    CHECK(call.has_value());
    return view_of(state_, *call, around_.now);
}

rules::Moment Executor::moment(const std::string& request_id) const {
    return {.state = state_, .now = around_.now, .request_id = request_id};
}

model::StatusReply Executor::status() {
    using model::Phase;
    const model::Numbers& numbers = state_.numbers();
    const auto earliest = state_.earliest();
    const base::Millis late = earliest ? around_.now - earliest->due_from() : base::Millis{0};
    return {.now = around_.now,
            .manual_clock = around_.manual_clock,
            .ringing = state_.live_calls(Phase::ringing),
            .connecting = state_.live_calls(Phase::connecting),
            .talking = state_.live_calls(Phase::talking),
            .calls = numbers.call.value,
            .offers = numbers.offer.value,
            .tickets = numbers.ticket.value,
            .entries = numbers.entry.value,
            .events = numbers.event.value,
            .platform = state_.balance(model::platform_account),
            .world = state_.balance(model::world_account),
            .late = std::max(base::Millis{0}, late),
            .events_behind = around_.events_behind,
            .storage = around_.storage};
}

}  // namespace calls::engine
