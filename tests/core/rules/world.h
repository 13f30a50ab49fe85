#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <catch2/catch.hpp>

#include "core/rules/decide.h"
#include "core/rules/state.h"

// The rules alone: a state, an instant, and everybody who acts in it. Before and after a command
// the due deadlines are carried out, as the engine does. Times are told in milliseconds after the
// beginning, which is no round number on purpose.

namespace calls::tests {

inline constexpr base::Instant world_begins{1'700'000'000'007};

inline std::string refusal_name(model::RefusalKind kind) {
    constexpr std::array names{"invalid",   "ended",    "not_found",   "busy",    "insufficient",
                               "forbidden", "conflict", "unavailable", "internal"};
    return names.at(static_cast<std::size_t>(kind));
}

// "granted", or why not.
template <class T>
std::string verdict(const model::Result<T>& result) {
    return result ? "granted" : refusal_name(result.error().kind);
}

inline std::int64_t after_begin(base::Instant at) {
    return at.happened() ? at.ms - world_begins.ms : -1;
}

constexpr model::Terms each(std::int64_t period, std::int64_t price) {
    return {.mode = model::Mode::each, .period = base::Millis{period}, .price = {price}};
}
constexpr model::Terms once(std::int64_t price) {
    return {.mode = model::Mode::once, .period = base::Millis{0}, .price = {price}};
}

using Answer = model::Result<model::Outcome>;

class World {
  public:
    explicit World(const rules::Settings& settings = {}) : state_(settings) {}

    // Time passes and nobody looks.
    void at(std::int64_t ms) { now_ = base::Instant{world_begins.ms + ms}; }
    void settle() {
        while (const auto deadline = state_.earliest()) {
            if (!deadline->due(now_)) return;
            apply(rules::expire(moment(), *deadline));
        }
    }
    void settle_at(std::int64_t ms) {
        at(ms);
        settle();
    }
    void restart_at(std::int64_t ms) {
        at(ms);
        apply(rules::start(moment()));
    }

    template <class Command>
    Answer does(const Command& command) {
        settle();
        return does_unsettled(command);
    }
    // What the rules say of it though due deadlines were not carried out.
    template <class Command>
    Answer does_unsettled(const Command& command) {
        auto decided = rules::decide(moment(), command);
        if (!decided) return decided.error();
        apply(decided->events);
        if (decided->beat) state_.beat(decided->beat->call, decided->beat->side, now_);
        settle();
        if (const auto* outcome = std::get_if<model::Outcome>(&decided->subject)) return *outcome;
        const auto file = state_.call(std::get<model::CallId>(decided->subject))->file;
        return model::Outcome{model::CallView{.call = file.call, .context = {}, .as_of = now_}};
    }

    Answer dial(std::int64_t host, std::int64_t guest, bool direct = false) {
        return does(model::Dial{.host = {host}, .guest = {guest}, .direct = direct, .terms = {}});
    }
    Answer dial(std::int64_t host, std::int64_t guest, const model::Terms& terms) {
        return does(model::Dial{.host = {host}, .guest = {guest}, .terms = terms});
    }
    Answer idal(std::int64_t call, std::int64_t user = 0) {
        return does(model::Idal{.call = {call}, .user = {user}});
    }
    Answer beat(std::int64_t call, std::int64_t user) {
        return does(model::Heartbeat{.call = {call}, .user = {user}});
    }
    Answer hang(std::int64_t call, std::int64_t user = 0) {
        return does(model::Hang{.call = {call}, .user = {user}});
    }
    Answer deposit(std::int64_t user, std::int64_t amount) {
        return does(model::Deposit{.user = {user}, .amount = {amount}});
    }
    Answer withdraw(std::int64_t user, std::int64_t amount) {
        return does(model::Withdraw{.user = {user}, .amount = {amount}});
    }
    Answer publish(std::int64_t provider, const std::string& resource, const model::Terms& terms) {
        const bool of_call = resource.starts_with("call-");
        return does(model::Publish{.provider = {provider},
                                   .resource = resource,
                                   .module = of_call ? model::Module::call : model::Module::chat,
                                   .terms = terms,
                                   .mode_id = {}});
    }
    Answer pay(std::int64_t payer, std::int64_t provider, const std::string& resource,
               bool free = false) {
        return does(model::PayTicket{
            .payer = {payer}, .provider = {provider}, .resource = resource, .free = free});
    }
    // Both parties of a call with a guest who dials are heard: host first, so that a ringing call
    // becomes a talking one.
    void talk(std::int64_t call) {
        const model::Call row = this->call(call);
        REQUIRE(verdict(beat(call, row.callee().value)) == "granted");
        REQUIRE(verdict(beat(call, row.caller().value)) == "granted");
    }

    // What became of it.
    [[nodiscard]] const rules::State& state() const { return state_; }
    [[nodiscard]] model::CallFile file(std::int64_t id) const {
        const auto found = state_.call({id});
        REQUIRE(found.has_value());
        return found->file;
    }
    [[nodiscard]] model::Call call(std::int64_t id) const { return file(id).call; }
    // The phase; of an ended call the reason, when, and who hung up.
    [[nodiscard]] std::string fate(std::int64_t id) const {
        const model::Call& row = call(id);
        if (row.live()) return std::string{model::name_of(row.phase())};
        return std::string{model::name_of(row.hang_reason)} + " at " +
               std::to_string(after_begin(row.hang_time)) + " by " +
               std::to_string(row.hang_user.value);
    }
    [[nodiscard]] std::int64_t balance(std::int64_t user) const {
        return state_.balance({user}).value;
    }
    [[nodiscard]] std::int64_t sum_of_balances() const {
        std::int64_t sum = 0;
        for (const auto& [user, account] : accounts_) sum += account.balance.value;
        return sum;
    }
    [[nodiscard]] const std::vector<model::Event>& events() const { return events_; }
    [[nodiscard]] std::vector<std::string> event_kinds(std::size_t from = 0) const {
        std::vector<std::string> kinds;
        for (std::size_t i = from; i < events_.size(); ++i)
            kinds.emplace_back(model::name_of(events_.at(i).kind));
        return kinds;
    }
    // Each as "ticket time" of the tickets of one offer, in the order in which they were made.
    [[nodiscard]] std::vector<std::int64_t> ticket_times(std::int64_t offer = 1) const {
        std::vector<std::int64_t> times;
        for (const auto& event : events_)
            if (event.rows.ticket && event.rows.ticket->offer.value == offer)
                times.push_back(after_begin(event.rows.ticket->ticket_time));
        return times;
    }

  private:
    [[nodiscard]] rules::Moment moment() const {
        return {.state = state_, .now = now_, .request_id = no_request_id_};
    }
    void apply(const model::EventBatch& events) {
        for (const auto& event : events) {
            state_.apply(event);
            for (const auto& account : event.rows.accounts) accounts_[account.user.value] = account;
            events_.push_back(event);
        }
    }

    rules::State state_;
    base::Instant now_ = world_begins;
    std::string no_request_id_;
    std::map<std::int64_t, model::Account> accounts_;  // by user
    std::vector<model::Event> events_;
};

inline const model::TicketReply& ticket_of(const Answer& answer) {
    REQUIRE(verdict(answer) == "granted");
    return std::get<model::TicketReply>(*answer);
}
inline const model::Offer& offer_of(const Answer& answer) {
    REQUIRE(verdict(answer) == "granted");
    return std::get<model::Offer>(*answer);
}

}  // namespace calls::tests
