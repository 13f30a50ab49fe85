#pragma once

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "core/engine/store.h"
#include "core/rules/state.h"

// A store in memory that fails when it is told to. The tables follow at once, and are a state to
// which every event that was committed is applied.

namespace calls::tests {

enum class Mood { good, full, broken };

class MemoryStore : public engine::Store {
  public:
    Mood mood = Mood::good;
    std::function<void()> on_load;
    std::function<void()> on_append;  // before it succeeds or fails
    std::optional<std::string> lag;
    bool hold_appends = false;    // until it is false again, or they are waited for
    bool said_others = false;     // with the last append
    bool hold_questions = false;  // until collect() after it is false again
    std::int64_t appends = 0;
    std::int64_t marks = 0;
    std::vector<base::Instant> pruned_before;

    void load(engine::Loading& into) override {
        if (on_load) on_load();
        into.numbers(tables_.numbers(), latest_);
        tables_.for_each_call([&](const rules::CallState& call) {
            if (call.file.call.live()) into.live_call(call.file);
        });
        for (const std::int64_t user : accounts_)
            if (user <= 0 || tables_.live_call_of({user})) into.account(*tables_.account({user}));
    }

    void begin_append(std::shared_ptr<const model::EventBatch> events, bool others) override {
        if (appending_) throw std::logic_error{"an append is begun within another"};
        appending_ = std::move(events);
        said_others = others;
    }
    bool end_append(bool wait) override {
        if (hold_appends && !wait) return false;
        append_now(*std::exchange(appending_, nullptr));
        return true;
    }
    void mark_heartbeats(std::span<const engine::HeartbeatTimes> heard) override {
        for (const auto& times : heard) {
            ++marks;
            tables_.beat(times.call, model::Side::host, times.host);
            tables_.beat(times.call, model::Side::guest, times.guest);
            latest_ = std::max({latest_, times.host, times.guest});
        }
    }

    [[nodiscard]] model::EventId projected() const override { return tables_.numbers().event; }
    [[nodiscard]] std::optional<std::string> lagging() const override { return lag; }

    std::optional<model::CallFile> find_call(model::CallId call) override {
        const auto found = tables_.call(call);
        return !found ? std::nullopt : std::optional{found->file};
    }
    std::optional<model::Offer> find_offer(model::UserId provider,
                                           std::string_view resource) override {
        return copy(tables_.chat_offer({provider, std::string{resource}}));
    }
    std::optional<model::Ticket> last_ticket(model::OfferId offer, model::UserId payer) override {
        return copy(tables_.chat_ticket({offer, payer}));
    }
    std::optional<model::Account> find_account(model::UserId user) override {
        return copy(tables_.account(user));
    }
    std::optional<model::Receipt> find_receipt(std::string_view request_id) override {
        return copy(tables_.receipt(std::string{request_id}).get());
    }

    std::vector<model::Event> events_after(model::EventId after, std::size_t most) override {
        std::vector<model::Event> found;
        for (const auto& event : events_)
            if (event.id > after && found.size() < most) found.push_back(event);
        return found;
    }
    std::optional<model::EventId> oldest_event() override {
        return events_.empty() ? std::nullopt : std::optional{events_.front().id};
    }
    model::EventId last_event_before(base::Instant) override { return {}; }

    void ask(model::Query query, std::function<void(engine::QueryAnswer)> answer) override {
        questions_.emplace_back(std::move(query), std::move(answer));
        if (!hold_questions) collect();
    }
    void collect() override {
        if (hold_questions) return;
        for (const auto& [query, answer] : std::exchange(questions_, {}))
            if (const auto* prune = std::get_if<model::PruneQuery>(&query)) {
                pruned_before.push_back(prune->before);
                answer(model::PruneReply{.events = 7, .request_ids = 3});
            } else {
                answer(model::AuditReport{});
            }
    }
    void tidy() override {
        if (mood == Mood::broken) throw engine::StoreBroken{"the disk is broken"};
    }

    [[nodiscard]] const std::vector<model::Event>& events() const { return events_; }
    [[nodiscard]] const model::Numbers& numbers() const { return tables_.numbers(); }
    [[nodiscard]] const rules::State& tables() const { return tables_; }

  private:
    void append_now(const model::EventBatch& events) {
        if (on_append) on_append();
        if (mood == Mood::full) throw engine::StoreFull{"the disk is full"};
        if (mood == Mood::broken) throw engine::StoreBroken{"the disk is broken"};
        ++appends;
        for (const auto& event : events) {
            if (event.id.value != tables_.numbers().event.value + 1)
                throw std::logic_error{"the events are not numbered without gaps"};
            tables_.apply(event);
            latest_ = std::max(latest_, event.time);
            for (const auto& account : event.rows.accounts) accounts_.insert(account.user.value);
            events_.push_back(event);
        }
    }

    template <class T>
    static std::optional<T> copy(const T* row) {
        return row == nullptr ? std::nullopt : std::optional<T>{*row};
    }

    rules::State tables_{rules::Settings{}};
    base::Instant latest_;
    std::set<std::int64_t> accounts_;
    std::vector<model::Event> events_;
    std::shared_ptr<const model::EventBatch> appending_;
    std::vector<std::pair<model::Query, std::function<void(engine::QueryAnswer)>>> questions_;
};

}  // namespace calls::tests
