#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "core/model/command.h"
#include "core/rules/state.h"

// What a few users might ask for, sensible or not, the same for the same seed. Few users, rooms
// and recent calls, so that they meet often.

namespace calls::tests {

class RandomCommands {
  public:
    explicit RandomCommands(std::uint64_t seed, bool manual_clock)
        : random_(seed), manual_clock_(manual_clock) {}

    virtual ~RandomCommands() = default;

    // The one source of chance; another may stand in for it.
    [[nodiscard]] virtual std::int64_t number(std::int64_t least, std::int64_t most) {
        return std::uniform_int_distribution<std::int64_t>{least, most}(random_);
    }
    [[nodiscard]] bool chance(int percent) { return number(1, 100) <= percent; }

    model::Command next(const rules::State& state) {
        if (chance(45)) return plain(heartbeat(state));
        if (chance(6)) return plain(read());
        model::Command command{.what = change(state), .request_id = {}};
        if (chance(25)) command.request_id = "r" + std::to_string(++requests_);
        if (!asked_.empty() && chance(4)) return again(command);
        if (!command.request_id.empty()) asked_.push_back(command);
        return command;
    }

    [[nodiscard]] const std::vector<model::Command>& asked() const { return asked_; }
    static constexpr std::int64_t users = 9;

  private:
    using What = decltype(model::Command::what);

    static model::Command plain(What what) { return {.what = std::move(what), .request_id = {}}; }

    // An old request id, with its own command or with another one.
    model::Command again(model::Command other) {
        const model::Command& old =
            asked_.at(static_cast<std::size_t>(number(0, std::ssize(asked_) - 1)));
        if (chance(70)) return old;
        other.request_id = old.request_id;
        return other;
    }

    model::Change change(const rules::State& state) {
        const std::int64_t dice = number(1, 100);
        if (dice <= 28) return dial();
        if (dice <= 36) return model::Idal{.call = call(state), .user = {number(0, users)}};
        if (dice <= 46) return model::Hang{.call = call(state), .user = {number(0, users)}};
        if (dice <= 50) return model::SetCounts{.call = call(state), .edits = edits()};
        if (dice <= 55) return model::AddCounts{.call = call(state), .edits = edits()};
        if (dice <= 66) return publish(state);
        if (dice <= 78) return pay(state);
        if (dice <= 92 || !manual_clock_) return money();
        return clock(state);
    }

    model::UserId user() { return {number(1, users)}; }
    model::CallId call(const rules::State& state) {
        const std::int64_t last = state.numbers().call.value;
        if (chance(70))
            if (const auto live = state.live_call_of(user())) return live;
        return {std::max<std::int64_t>(1, number(chance(10) ? 1 : last - 6, last + 1))};
    }
    model::Terms terms() {
        if (chance(30))
            return {
                .mode = model::Mode::once, .period = base::Millis{0}, .price = {number(0, 3) * 50}};
        constexpr std::array<std::int64_t, 5> periods{1000, 1001, 5000, 20'000, 3'600'000};
        return {.mode = model::Mode::each,
                .period = base::Millis{periods.at(static_cast<std::size_t>(number(0, 4)))},
                .price = {number(0, 4) * 7}};
    }
    model::Dial dial() {
        const auto host = user();
        auto guest = user();
        if (chance(95))
            while (guest == host) guest = user();
        model::Dial dial{.host = host, .guest = guest, .direct = chance(30), .terms = {}};
        if (chance(30)) dial.counters.at(static_cast<std::size_t>(number(0, 8))) = number(-5, 5);
        if (chance(70)) dial.terms = terms();
        return dial;
    }
    What heartbeat(const rules::State& state) {
        const auto id = call(state);
        const auto found = state.call(id);
        if (!found || chance(3)) return model::Heartbeat{.call = id, .user = user()};
        const auto& row = found->file.call;
        return model::Heartbeat{.call = id, .user = chance(50) ? row.host : row.guest};
    }
    model::CounterEdits edits() {
        constexpr std::array<std::int64_t, 6> values{0, 1, -1, 1000, INT64_MAX, INT64_MIN};
        model::CounterEdits edits;
        for (auto& edit : edits)
            if (chance(20))
                edit = values.at(static_cast<std::size_t>(number(0, chance(5) ? 5 : 3)));
        return edits;
    }
    model::Publish publish(const rules::State& state) {
        model::Publish publish{.provider = user(),
                               .resource = "room-" + std::to_string(number(1, 3)),
                               .module = model::Module::chat,
                               .terms = terms(),
                               .mode_id = {}};
        if (chance(10)) publish.mode_id = 4;
        if (chance(50)) return publish;
        const auto id = call(state);
        publish.resource = model::call_resource(id);
        publish.module = model::Module::call;
        publish.mode_id.reset();
        if (const auto found = state.call(id); found && chance(90))
            publish.provider = found->file.call.host;
        return publish;
    }
    model::PayTicket pay(const rules::State& state) {
        model::PayTicket pay{.payer = user(),
                             .provider = user(),
                             .resource = "room-" + std::to_string(number(1, 3)),
                             .free = chance(15)};
        if (chance(50)) return pay;
        const auto id = call(state);
        pay.resource = model::call_resource(id);
        if (const auto found = state.call(id); found && chance(90)) {
            pay.payer = found->file.call.guest;
            pay.provider = found->file.call.host;
        }
        return pay;
    }
    model::Change money() {
        const model::Coins amount{number(1, 300)};
        if (chance(70)) return model::Deposit{.user = user(), .amount = amount};
        return model::Withdraw{.user = user(), .amount = amount};
    }
    model::MoveClock clock(const rules::State& state) {
        model::MoveClock move;
        move.advance = base::Millis{chance(80) ? number(0, 2500) : number(0, 120'000)};
        for (std::int64_t i = 1; i <= users; ++i)
            if (const auto live = state.live_call_of({i}); live && chance(60))
                move.keep_alive.push_back(live);
        return move;
    }
    What read() {
        switch (number(1, 6)) {
            case 1:
                return model::Read{model::GetAccount{.user = {number(-1, users)}}};
            case 2:
                return model::Read{model::ListLive{.filter = {}, .phase = {}, .page = {}}};
            case 3:
                return model::Query{model::LedgerQuery{.user = user(),
                                                       .call = {},
                                                       .ticket = {},
                                                       .kinds = {},
                                                       .booked = {},
                                                       .page = {}}};
            case 4:
                return model::Query{
                    model::RecordsQuery{.filter = {.user = user(), .host = {}, .guest = {}},
                                        .reason = {},
                                        .hung = {},
                                        .page = {}}};
            case 5:
                return model::Read{model::GetStatus{}};
            default:
                return model::Read{model::GetCall{.call = {number(1, 40)}, .live_of = {}}};
        }
    }

    std::mt19937_64 random_;
    bool manual_clock_;
    std::int64_t requests_ = 0;
    std::vector<model::Command> asked_;
};

}  // namespace calls::tests
