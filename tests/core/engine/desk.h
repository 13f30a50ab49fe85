#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <catch2/catch.hpp>

#include "core/engine/engine.h"

// An engine, and whoever asks it: keeps the answers in the order in which they came, and what was
// committed. Time is what the test says. Borrows the store.

namespace calls::tests {

inline constexpr base::Instant desk_begins{1'700'000'000'007};

struct Answered {
    engine::Address to;
    model::Reply reply;
};

inline model::Command command_of(model::Change change, std::string request_id = {}) {
    return {.what = std::move(change), .request_id = std::move(request_id)};
}
inline model::Command command_of(const model::Heartbeat& beat) {
    return {.what = beat, .request_id = {}};
}
inline model::Command command_of(model::Read read) {
    return {.what = std::move(read), .request_id = {}};
}
inline model::Command command_of(model::Query query) {
    return {.what = std::move(query), .request_id = {}};
}

// "granted", "replayed", or why not.
inline std::string verdict(const model::Reply& reply) {
    static const std::vector<std::string> names{"invalid",  "ended",        "not_found",
                                                "busy",     "insufficient", "forbidden",
                                                "conflict", "unavailable",  "internal"};
    if (const auto* refusal = std::get_if<model::Refusal>(&reply.answer))
        return names.at(static_cast<std::size_t>(refusal->kind));
    return reply.replayed ? "replayed" : "granted";
}

template <class T>
T outcome(const model::Reply& reply) {
    REQUIRE(std::holds_alternative<model::Outcome>(reply.answer));
    return std::get<T>(std::get<model::Outcome>(reply.answer));
}

class Desk {
  public:
    explicit Desk(engine::Store& store, const engine::EngineOptions& options = {})
        : engine_(options, store,
                  {.reply =
                       [this](const engine::Address& to, model::Reply reply) {
                           answers_.push_back({.to = to, .reply = std::move(reply)});
                       },
                   .committed =
                       [this](const model::EventBatch& events) {
                           committed_.insert(committed_.end(), events.begin(), events.end());
                       }}) {}

    void start() {
        engine_.start([this] { return clock_; });
    }
    void at(std::int64_t ms) { clock_ = {desk_begins.ms + ms}; }
    void set_clock(base::Instant clock) { clock_ = clock; }
    [[nodiscard]] base::Instant clock() const { return clock_; }

    std::uint64_t submit(model::Command command, std::uint64_t origin = 1) {
        engine_.submit({.origin = origin, .slot = ++slot_}, std::move(command));
        return slot_;
    }
    bool turn() { return engine_.run(clock_); }
    // As often as there is something to do at once.
    void run() {
        while (turn()) {
        }
    }

    // Submits, runs, and takes the answer.
    model::Reply ask(model::Command command, std::uint64_t origin = 1) {
        const std::uint64_t slot = submit(std::move(command), origin);
        run();
        return answer_to(slot);
    }
    model::Reply ask(model::Change change, std::string request_id = {}) {
        return ask(command_of(std::move(change), std::move(request_id)));
    }
    model::Reply dial(std::int64_t host, std::int64_t guest, std::optional<model::Terms> terms = {},
                      std::string request_id = {}) {
        return ask(model::Dial{.host = {host}, .guest = {guest}, .terms = terms},
                   std::move(request_id));
    }
    model::Reply deposit(std::int64_t user, std::int64_t amount, std::string request_id = {}) {
        return ask(model::Deposit{.user = {user}, .amount = {amount}}, std::move(request_id));
    }
    model::Reply beat(std::int64_t call, std::int64_t user) {
        return ask(command_of(model::Heartbeat{.call = {call}, .user = {user}}));
    }
    model::Reply call(std::int64_t id) {
        return ask(command_of(model::Read{model::GetCall{.call = {id}, .live_of = {}}}));
    }
    void talk(std::int64_t call, std::int64_t host, std::int64_t guest) {
        beat(call, host);
        beat(call, guest);
    }
    [[nodiscard]] std::int64_t balance(std::int64_t user) {
        const auto reply = ask(command_of(model::Read{model::GetAccount{.user = {user}}}));
        return std::get<model::AccountReply>(reply.answer).account.balance.value;
    }

    [[nodiscard]] bool answered(std::uint64_t slot) const {
        for (const auto& answer : answers_)
            if (answer.to.slot == slot) return true;
        return false;
    }
    [[nodiscard]] model::Reply answer_to(std::uint64_t slot) const {
        for (const auto& answer : answers_)
            if (answer.to.slot == slot) return answer.reply;
        FAIL("no answer to slot " << slot);
        return {};
    }
    [[nodiscard]] const std::vector<Answered>& answers() const { return answers_; }
    [[nodiscard]] const std::vector<model::Event>& committed() const { return committed_; }
    [[nodiscard]] std::vector<std::string> event_kinds() const {
        std::vector<std::string> kinds;
        for (const auto& event : committed_) kinds.emplace_back(model::name_of(event.kind));
        return kinds;
    }
    void forget() {
        answers_.clear();
        committed_.clear();
    }

    [[nodiscard]] engine::Engine& engine() { return engine_; }
    [[nodiscard]] const rules::State& state() const { return engine_.state(); }

  private:
    engine::Engine engine_;
    base::Instant clock_ = desk_begins;
    std::uint64_t slot_ = 0;
    std::vector<Answered> answers_;
    std::vector<model::Event> committed_;
};

}  // namespace calls::tests
