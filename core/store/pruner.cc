#include "core/store/pruner.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <variant>

#include "core/store/old_outcomes.h"

namespace calls::store {
namespace {

// One transaction, and one sync, of some milliseconds.
constexpr std::int64_t events_a_step = 500;

model::Refusal no_room(const std::string& why) {
    return model::refuse(model::RefusalKind::unavailable,
                         why + "; some may be removed, ask again for the rest");
}

}  // namespace

void Pruner::ask(const model::PruneQuery& query, Answer answer) {
    jobs_.push_back({.before = query.before, .answer = std::move(answer), .last = {}});
    if (!options_.threaded)
        step(true);
    else if (options_.wake)
        options_.wake();
}

void Pruner::step(bool may_begin) {
    if (jobs_.empty()) return;
    const Stage stage = jobs_.front().stage;
    if (stage == Stage::waiting && may_begin) begin();
    if (stage == Stage::events) remove_events();
}

void Pruner::begin() {
    jobs_.front().stage = Stage::projecting;
    projector_.catch_up([this](const engine::QueryAnswer& answer) { tables_ready(answer); });
}

void Pruner::tables_ready(const engine::QueryAnswer& answer) {
    if (std::holds_alternative<model::Refusal>(answer)) {
        end(answer);
        return;
    }
    Job& job = jobs_.front();
    job.last = std::min(journal_.last_before(job.before), projector_.projected());
    job.stage = Stage::events;
    remove_events();
}

void Pruner::remove_events() {
    Job& job = jobs_.front();
    try {
        do {
            const std::int64_t removed = journal_.prune(job.last, events_a_step);
            job.removed.events += removed;
            if (removed > 0) continue;
            job.stage = Stage::outcomes;
            remove_outcomes();
            return;
        } while (!options_.threaded);
    } catch (const engine::StoreFull& full) {
        end(no_room(full.what()));
        return;
    }
    if (options_.wake) options_.wake();
}

// The table is walked by its key: an index by time would cost every projection.
void Pruner::remove_outcomes() {
    const Job& job = jobs_.front();
    const auto walked = std::make_shared<OutcomesWalk>();
    projector_.ask(
        [walked, before = job.before, after = job.cursor](Database& tables) -> engine::QueryAnswer {
            try {
                *walked = remove_old_outcomes(tables, before, after);
                return model::PruneReply{};
            } catch (const engine::StoreFull& full) {
                return no_room(full.what());
            } catch (const StoreBusy& busy) {
                return no_room(busy.what());
            }
        },
        [this, walked](const engine::QueryAnswer& answer) {
            if (std::holds_alternative<model::Refusal>(answer)) {
                end(answer);
                return;
            }
            Job& same = jobs_.front();
            same.removed.request_ids += walked->removed;
            same.cursor = walked->last;
            if (walked->at_the_end)
                end(same.removed);
            else
                remove_outcomes();
        });
}

void Pruner::end(const engine::QueryAnswer& answer) {
    const Job job = std::move(jobs_.front());
    jobs_.pop_front();
    job.answer(answer);
    if (!jobs_.empty() && options_.wake) options_.wake();
}

}  // namespace calls::store
