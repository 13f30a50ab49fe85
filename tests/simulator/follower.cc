#include "tests/simulator/follower.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <variant>

#include "tests/simulator/describe.h"
#include "tests/simulator/same.h"
#include "tests/simulator/told.h"
#include "tests/simulator/violation.h"

namespace calls::simulator {
namespace {

std::deque<Happening> told_of(const std::vector<model::Event>& events) {
    std::deque<Happening> happenings;
    std::transform(events.begin(), events.end(), std::back_inserter(happenings), told);
    return happenings;
}

bool is_unavailable(const model::Reply& reply) {
    const auto* refusal = std::get_if<model::Refusal>(&reply.answer);
    return refusal != nullptr && refusal->kind == model::RefusalKind::unavailable;
}

const model::Prune* prune_of(const model::Command& command) {
    const auto* change = std::get_if<model::Change>(&command.what);
    return change == nullptr ? nullptr : std::get_if<model::Prune>(change);
}

// A prune is done behind the turn that took it, and leaves but its outcome in the journal.
bool is_kept(const model::Command& command, const std::vector<model::Event>& events) {
    return std::any_of(events.begin(), events.end(), [&](const model::Event& event) {
        return event.rows.receipt && event.rows.receipt->request_id == command.request_id;
    });
}

// Such a read waits for the sweep, which follows on all that came with it.
bool is_over_many(const model::Command& command) {
    if (std::holds_alternative<model::Query>(command.what)) return true;
    const auto* read = std::get_if<model::Read>(&command.what);
    if (read == nullptr) return false;
    const auto* account = std::get_if<model::GetAccount>(read);
    return std::holds_alternative<model::ListLive>(*read) ||
           (account != nullptr && account->user.value <= 0);
}

}  // namespace

void Follower::follow(Turn turn) {
    if (!turn.committed.empty()) last_ = turn.committed.back().id;
    std::deque<Happening> events = told_of(turn.committed);
    take_starts(events);
    model_.suspend(turn.full, turn.full || turn.lagging || turn.stopping);
    for (const Said& said : turn.said)
        if (turn.cut_short && is_unavailable(said.reply))
            give_up(said);
        else if (turn.fell_behind && is_unavailable(said.reply) &&
                 (waits_for_tables(said) || is_prune(said)))
            give_up(take_open(said.to.origin));
        else if (turn.full && is_prune(said))  // removed while there was room, answered without
            give_up(take_open(said.to.origin));
        else
            answer(turn, said, events);
    const bool unfinished = turn.committing || (turn.cut_short && events.empty());
    if (!turn.full && !unfinished) sweep(turn.now, events);
    expect(events.empty(), "an event without a cause",
           events.empty() ? "" : describe(events.front()));
    if (turn.landed && !turn.cut_short)
        for (Open& open : open_) open.meanwhile = false;
}

void Follower::recover(base::Instant now, const std::vector<model::Event>& beyond) {
    std::deque<Happening> events = told_of(beyond);
    expect(!events.empty(), "a start left no event", "after event " + std::to_string(last_.value));
    take_starts(events);
    if (!events.empty()) {
        model_.suspend(false, false);
        for (const auto& [asked, meanwhile] : open_) {
            if (meanwhile || is_over_many(asked.command)) continue;
            if (prune_of(asked.command) != nullptr && !is_kept(asked.command, beyond)) continue;
            auto performed = model_.perform(asked.command, now);
            match(performed.happenings, events, describe(asked.command));
        }
        sweep(now, events);
        take_starts(events);
        expect(events.empty(), "half a turn is in the journal",
               events.empty() ? "" : describe(events.front()));
    }
    last_ = beyond.back().id;
    for (const Open& open : open_)
        if (!is_kept(open.asked.command, beyond)) give_up(open.asked);
    open_.clear();
}

void Follower::take_starts(std::deque<Happening>& events) {
    while (!events.empty() && events.front().kind == model::EventKind::start)
        match({model_.start(events.front().time)}, events, "a start");
}

void Follower::answer(const Turn& turn, Said said, std::deque<Happening>& events) {
    const Asked asked = take_open(said.to.origin);
    auto performed = model_.perform(asked.command, turn.now);
    match(performed.happenings, events, describe(asked.command));
    // Plain heartbeats are not taken back, and may be answered ahead of what came before them.
    if (turn.filled || turn.committing || turn.landed || said.reply.replayed) {
        forget_heartbeats(performed.reply);
        forget_heartbeats(said.reply);
    }
    const auto* prune = prune_of(asked.command);
    if (prune != nullptr && !half_pruned_.empty() && !said.reply.replayed) {
        take_its_word(asked, performed.reply, said.reply);
        return;
    }
    if (const auto difference = difference_between(performed.reply, said.reply, asked.command))
        throw Violation{"the answer is another", describe(asked.command) + ": " + *difference};
    if (!std::holds_alternative<model::Refusal>(said.reply.answer)) ++granted_;
}

// How much was left to remove by a prune that was cut short, only the next one knows.
void Follower::take_its_word(const Asked& asked, const model::Reply& expected,
                             const model::Reply& found) {
    expect(expected.answer.index() == found.answer.index(), "the answer is another",
           describe(asked.command));
    half_pruned_.push_back(prune_of(asked.command)->before);
    if (const auto* outcome = std::get_if<model::Outcome>(&found.answer))
        model_.set_outcome(asked.command.request_id, *outcome);
}

std::vector<base::Instant> Follower::take_half_pruned() {
    if (std::any_of(open_.begin(), open_.end(),
                    [](const Open& open) { return prune_of(open.asked.command) != nullptr; }))
        return {};
    return std::exchange(half_pruned_, {});
}

void Follower::give_up(const Said& said) {
    if (!std::get<model::Refusal>(said.reply.answer).outcome_unknown)
        give_up(take_open(said.to.origin));
}

void Follower::give_up(const Asked& asked) {
    if (const auto* prune = prune_of(asked.command)) half_pruned_.push_back(prune->before);
}

bool Follower::waits_for_tables(const Said& said) const {
    return std::any_of(open_.begin(), open_.end(), [&](const Open& open) {
        return open.asked.origin == said.to.origin &&
               std::holds_alternative<model::Query>(open.asked.command.what);
    });
}

bool Follower::is_prune(const Said& said) const {
    return std::any_of(open_.begin(), open_.end(), [&](const Open& open) {
        return open.asked.origin == said.to.origin && prune_of(open.asked.command) != nullptr;
    });
}

void Follower::expect_all_answered() const {
    if (!open_.empty())
        throw Violation{"somebody is not answered", describe(open_.front().asked.command)};
}

bool Follower::time_may_pass() const {
    return std::none_of(open_.begin(), open_.end(), [](const Open& open) {
        const model::Command& command = open.asked.command;
        return !open.meanwhile &&
               (is_over_many(command) || std::holds_alternative<model::Heartbeat>(command.what));
    });
}

void Follower::sweep(base::Instant now, std::deque<Happening>& events) {
    while (const auto call = model_.next_due(now)) {
        const bool is_next_told = !events.empty() && events.front().kind != model::EventKind::start;
        if (sweeps_make_way_ && !is_next_told) {
            ++ways_made_;
            return;
        }
        match(model_.expire(*call, now), events,
              "a deadline of call " + std::to_string(call->value));
    }
}

void Follower::match(const std::vector<Happening>& expected, std::deque<Happening>& events,
                     const std::string& after) {
    for (const Happening& happening : expected) {
        expect(!events.empty(), "an event is missing", after + ": " + describe(happening));
        if (!(events.front() == happening))
            throw Violation{"the event is another", after + ": expected " + describe(happening) +
                                                        ", found " + describe(events.front())};
        events.pop_front();
    }
}

Asked Follower::take_open(std::uint64_t origin) {
    const auto found = std::find_if(open_.begin(), open_.end(),
                                    [&](const Open& open) { return open.asked.origin == origin; });
    expect(found != open_.end(), "an answer that nobody waits for",
           "client " + std::to_string(origin));
    Asked asked = std::move(found->asked);
    open_.erase(found);
    return asked;
}

}  // namespace calls::simulator
