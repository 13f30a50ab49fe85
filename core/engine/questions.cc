#include <algorithm>
#include <type_traits>
#include <utility>
#include <variant>

#include "core/engine/engine.h"

// The engine's part for what the store carries out: questions to the tables, and a prune.

namespace calls::engine {
namespace {

using base::Instant;
using model::Reply;

Reply reply_of(QueryAnswer answer, const rules::Settings& settings) {
    return std::visit(
        [&](auto&& value) -> Reply {
            using T = std::decay_t<decltype(value)>;
            if constexpr (std::is_same_v<T, model::Offer> || std::is_same_v<T, model::PruneReply>)
                return {.answer = model::Outcome{std::forward<decltype(value)>(value)}};
            else if constexpr (std::is_same_v<T, model::Rows<model::Account>>)
                return {.answer = model::AccountRows{.page = std::forward<decltype(value)>(value),
                                                     .credit_limit = settings.credit_limit}};
            else
                return {.answer = std::forward<decltype(value)>(value)};
        },
        std::move(answer));
}

}  // namespace

void Engine::ask_store(Task task) {
    if (std::holds_alternative<model::Change>(task.command.what)) {
        prune(std::move(task));
        return;
    }
    const Address to = task.to;
    at_store_.insert_or_assign(to.origin, AtStore{.to = to, .changes = false});
    store_.ask(std::get<model::Query>(std::move(task.command.what)),
               [this, to](QueryAnswer answer) {
                   at_store_.erase(to.origin);
                   outlets_.reply(to, reply_of(std::move(answer), options_.settings));
                   inbox_.unblock(to.origin);
               });
}

// Nothing that is booked from now on is meant, whatever time was given: so an outcome that the
// store may have removed is never one that the tables do not have yet.
void Engine::prune(Task task) {
    const auto& wish = std::get<model::Prune>(std::get<model::Change>(task.command.what));
    const Instant before = std::min(wish.before, now_);
    const model::EventId booked = state_.numbers().event;
    at_store_.insert_or_assign(task.to.origin, AtStore{.to = task.to, .changes = true});
    store_.ask(model::PruneQuery{before},
               [this, before, booked, task = std::move(task)](QueryAnswer answer) mutable {
                   at_store_.erase(task.to.origin);
                   if (store_.projected() >= booked) state_.forget_outcomes(before);
                   if (const auto* removed = std::get_if<model::PruneReply>(&answer)) {
                       task.stage = Task::Stage::pruned;
                       task.removed = *removed;
                       parked_.push_back(std::move(task));
                       return;
                   }
                   back_from_store(task);
                   outlets_.reply(task.to, reply_of(std::move(answer), options_.settings));
                   inbox_.unblock(task.to.origin);
               });
}

// Its outcome, if it has one, is kept with this turn: what waited sees it in the next.
void Engine::back_from_store(const Task& task) {
    with_store_.erase(task.command.request_id);
    for (Task& waiting : std::exchange(behind_store_, {})) parked_.push_back(std::move(waiting));
}

}  // namespace calls::engine
