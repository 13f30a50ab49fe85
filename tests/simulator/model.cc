#include "tests/simulator/model.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "core/base/check.h"
#include "core/model/pack.h"

// Entries into the model that are no call, offer or money: starts, request ids, numbering.

namespace calls::simulator {

using model::RefusalKind;

Performed Model::perform(const model::Command& command, base::Instant now) {
    Step step{.now = now, .request_id = command.request_id, .happenings = {}};
    settle(named_by(command), step);
    model::Reply reply =
        std::visit([&](const auto& what) { return answer(what, step); }, command.what);
    return Performed{.happenings = std::move(step.happenings), .reply = std::move(reply)};
}

// A kept outcome is answered even where nothing can be changed, and so is the conflict of an id
// that was used for something else: both are known without a change.
model::Reply Model::answer(const model::Change& change, Step& step) {
    std::string fingerprint;
    if (!step.request_id.empty()) {
        fingerprint = model::pack(change);
        if (const auto kept = receipts_.find(step.request_id); kept != receipts_.end()) {
            if (kept->second.fingerprint != fingerprint)
                return {.answer = model::refuse(RefusalKind::conflict, "")};
            return {.answer = kept->second.outcome, .replayed = true};
        }
    }
    if (no_changes_) return {.answer = model::refuse(RefusalKind::unavailable, "")};

    const std::size_t told_before = step.happenings.size();
    const Outcome outcome = std::visit([&](const auto& it) { return carry_out(it, step); }, change);
    if (!outcome) return {.answer = outcome.error()};
    if (!step.request_id.empty()) {
        if (step.happenings.size() == told_before)
            tell(model::EventKind::receipt, {}, {}, std::monostate{}, step);
        receipts_.emplace(step.request_id, model::Receipt{.request_id = step.request_id,
                                                          .fingerprint = std::move(fingerprint),
                                                          .outcome = *outcome,
                                                          .time = step.now});
    }
    return {.answer = *outcome};
}

// The model's clock is a real one, which nobody may move.
Model::Outcome Model::carry_out(const model::MoveClock& /*move*/, Step& /*step*/) {
    return model::refuse(RefusalKind::conflict, "");
}

// Nothing booked at this very instant is meant, whatever time is given.
Model::Outcome Model::carry_out(const model::Prune& prune, Step& step) {
    const base::Instant before = std::min(prune.before, step.now);
    model::PruneReply removed;
    for (; pruned_ < last_event_ && booked_[static_cast<std::size_t>(pruned_.value)] < before;
         ++pruned_.value)
        ++removed.events;
    std::vector<std::string> old;
    for (const auto& [request_id, receipt] : receipts_)
        if (receipt.time < before && !receipt.about_money()) old.push_back(request_id);
    for (const std::string& request_id : old) forget(request_id);
    removed.request_ids = std::ssize(old);
    return removed;
}

void Model::forget(const std::string& request_id) {
    receipts_.erase(request_id);
    forgotten_.push_back(request_id);
}

void Model::set_outcome(const std::string& request_id, const model::Outcome& outcome) {
    if (const auto kept = receipts_.find(request_id); kept != receipts_.end())
        kept->second.outcome = outcome;
}

// "A stopped daemon proves nothing about its callers."
Happening Model::start(base::Instant now) {
    suspend(false, false);
    last_start_ = now;
    for (LiveCall& live : live_) {
        live.started = now;
        live.charges_wait = true;
        live.host_heard = false;
        live.guest_heard = false;
    }
    Step step{.now = now, .request_id = {}, .happenings = {}};
    tell(model::EventKind::start, {}, {},
         Started{.live_calls = static_cast<std::int64_t>(live_.size())}, step);
    return step.happenings.front();
}

void Model::suspend(bool no_deadlines, bool no_changes) {
    no_deadlines_ = no_deadlines;
    no_changes_ = no_changes;
}

void Model::set_heartbeats(model::CallId call, base::Instant host, base::Instant guest) {
    CHECK(live(call) != nullptr);
    call_at(call).host_hb_time = host;
    call_at(call).guest_hb_time = guest;
}

model::Numbers Model::numbers() const {
    const auto count = [](const auto& rows) { return static_cast<std::int64_t>(rows.size()); };
    return model::Numbers{.call = {count(calls_)},
                          .offer = {count(offers_)},
                          .ticket = {count(tickets_)},
                          .entry = {count(entries_)},
                          .event = last_event_};
}

void Model::tell(model::EventKind kind, model::CallId call, model::UserId user, Told told,
                 Step& step) {
    ++last_event_.value;
    booked_.push_back(step.now);
    step.happenings.push_back(Happening{.id = last_event_,
                                        .time = step.now,
                                        .kind = kind,
                                        .call = call,
                                        .user = user,
                                        .told = std::move(told)});
}

}  // namespace calls::simulator
