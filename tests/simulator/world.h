#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/simulator/model.h"

// A model with its clock, and the sentences that its tests are written in. Times are milliseconds
// after `begin`. User 1 is the host, 2 the guest, who dials.

namespace calls::simulator {

inline constexpr model::UserId host{1};
inline constexpr model::UserId guest{2};
inline constexpr model::UserId stranger{9};
inline constexpr model::CallId call_one{1};
inline constexpr std::int64_t begin = 1'000'000;

inline base::Instant at(std::int64_t ms) {
    return base::Instant{begin + ms};
}
inline model::Terms each(std::int64_t period_ms, std::int64_t price) {
    return {.mode = model::Mode::each, .period = base::Millis{period_ms}, .price = {price}};
}
inline model::Terms once(std::int64_t price) {
    return {.mode = model::Mode::once, .period = base::Millis{0}, .price = {price}};
}

struct World {
    Model model;
    std::int64_t now = 0;
    std::vector<Happening> told = {};  // by the last entry

    explicit World(const ModelSettings& settings = {}) : model(settings) {}

    model::Reply ask(model::Command command) {
        Performed performed = model.perform(command, at(now));
        told = std::move(performed.happenings);
        return std::move(performed.reply);
    }
    model::Reply change(model::Change change, std::string request_id = {}) {
        return ask({.what = std::move(change), .request_id = std::move(request_id)});
    }
    model::Reply beat(model::UserId user, model::CallId call = call_one) {
        return ask({.what = model::Heartbeat{call, user}, .request_id = {}});
    }
    model::Reply read(model::Read read) { return ask({.what = std::move(read), .request_id = {}}); }
    model::Reply query(model::Query query) {
        return ask({.what = std::move(query), .request_id = {}});
    }
    void deposit(model::UserId user, std::int64_t amount) {
        change(model::Deposit{user, {amount}});
    }
    model::Reply dial(std::optional<model::Terms> terms = {}) {
        return change(model::Dial{host, guest, false, {}, terms});
    }
    // Dialled, answered and talking, all at the same instant.
    void talk(std::optional<model::Terms> terms = {}) {
        dial(terms);
        beat(host);
        beat(guest);
    }
    void expire_all() {
        told.clear();
        while (const auto call = model.next_due(at(now)))
            for (Happening& it : model.expire(*call, at(now))) told.push_back(std::move(it));
    }
    [[nodiscard]] std::vector<model::EventKind> kinds() const {
        std::vector<model::EventKind> kinds;
        for (const Happening& it : told) kinds.push_back(it.kind);
        return kinds;
    }
    [[nodiscard]] const model::Call& call() const { return model.calls().front(); }
    [[nodiscard]] std::int64_t balance(model::UserId user) const {
        const auto found = model.accounts().find(user);
        return found == model.accounts().end() ? 0 : found->second.balance.value;
    }
};

inline std::optional<model::RefusalKind> refusal(const model::Reply& reply) {
    const auto* const refused = std::get_if<model::Refusal>(&reply.answer);
    return refused != nullptr ? std::optional{refused->kind} : std::nullopt;
}

// Throws, and so fails the test, where the reply is something else.
template <class T>
const T& outcome(const model::Reply& reply) {
    return std::get<T>(std::get<model::Outcome>(reply.answer));
}

}  // namespace calls::simulator
