#include "core/engine/engine.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

#include "core/base/check.h"
#include "tests/fuzz/input.h"
#include "tests/fuzz/input_commands.h"
#include "tests/fuzz/moody_store.h"
#include "tests/fuzz/promises.h"

// The engine under a sequence of commands, steps of the clock, restarts, and a disk that is full or
// breaks at times. The first byte is the settings.

namespace calls::fuzz {
namespace {

using tests::Mood;

constexpr base::Instant begins{1'700'000'000'007};
constexpr std::size_t steps_max = 200;

engine::EngineOptions options_from(std::uint8_t byte) {
    engine::EngineOptions options;
    options.manual_clock = (byte & 1U) != 0;
    options.settings.host_share_percent = (byte & 2U) != 0 ? 100 : 70;
    options.settings.credit_limit = {(byte & 4U) != 0 ? 100 : 0};
    if ((byte & 8U) != 0) options.settings.heartbeat_timeout = base::Millis{0};
    if ((byte & 16U) != 0) options.settings.ring_timeout = base::Millis{0};
    return options;
}

class Trial {
  public:
    explicit Trial(Input& input)
        : input_(input),
          options_(options_from(input.byte())),
          commands_(input, options_.manual_clock) {
        open();
    }

    void run() {
        for (std::size_t step = 0; step < steps_max && !input_.empty(); ++step) {
            take_step();
            check();
        }
        reopen();
        ask_again();
        check();
    }

  private:
    void take_step() {
        switch (input_.number(0, 15)) {
            case 0:
                return reopen();
            case 1:
                store_.mood = Mood::full;
                return;
            case 2:
                store_.mood = Mood::good;
                return;
            case 3:
                store_.mood = Mood::broken;
                store_.takes_it_first = input_.number(0, 1) == 1;
                return;
            case 4:
                clock_ = clock_ + base::Millis{input_.number(0, 120'000)};
                return;
            case 5:
                return suspend();
            case 6:
                return ask_again();
            default:
                return ask_some(input_.number(1, 4));
        }
    }

    void open() {
        store_.mood = Mood::good;
        store_.hold_appends = false;
        engine_ = std::make_unique<engine::Engine>(
            options_, store_,
            engine::Outlets{
                .reply = [this](const engine::Address& to,
                                const model::Reply& reply) { promises_.answered(to.slot, reply); },
                .committed = {}});
        engine_->start([this] { return clock_; });
        clock_ = std::max(clock_, engine_->now());
    }

    void reopen() {
        engine_.reset();
        open();
    }

    // A jump of the clock that counts as a start.
    void suspend() {
        if (options_.manual_clock) return;
        clock_ = clock_ + base::Millis{input_.number(5'000, 60'000)};
        try {
            engine_->restart(clock_);
        } catch (const engine::StoreBroken&) {
            reopen();
        }
    }

    void ask_some(std::int64_t count) {
        for (std::int64_t i = 0; i < count; ++i)
            submit(commands_.next(engine_->state()), input_.byte() % 3);
        clock_ = clock_ + base::Millis{input_.number(0, 5'000)};
        carry_out();
    }

    void ask_again() {
        const auto asked = commands_.asked();
        for (const model::Command& command : asked) submit(command, 0);
        carry_out();
    }

    void submit(const model::Command& command, std::uint64_t origin) {
        promises_.asked(++slot_, command);
        engine_->submit({.origin = origin, .slot = slot_}, model::Command{command});
    }

    void run_engine() {
        while (engine_->run(clock_)) {
        }
    }

    // Now and then the disk takes its time, and others ask meanwhile.
    void carry_out() {
        store_.hold_appends = input_.byte() % 4 == 1;
        try {
            run_engine();
            if (engine_->committing()) {
                for (std::int64_t left = input_.number(0, 3); left > 0; --left)
                    submit(commands_.next(engine_->state()), input_.byte() % 5);
                clock_ = clock_ + base::Millis{input_.number(0, 2'000)};
                run_engine();
                store_.hold_appends = false;
                run_engine();
            }
            CHECK(promises_.all_answered());
        } catch (const engine::StoreBroken&) {
            CHECK(store_.mood == Mood::broken && promises_.all_answered());
            reopen();
        }
    }

    // Whatever happened: the books balance, nobody is in two calls, and the memory of the engine is
    // what a reload would give.
    void check() const {
        const rules::State& live = engine_->state();
        const rules::State& stored = store_.tables();
        CHECK(live.numbers() == stored.numbers());
        CHECK(live.live_calls() == stored.live_calls());
        std::array<int, InputCommands::users + 1> calls_of{};
        stored.for_each_call([&](const rules::CallState& call) {
            const model::Call& row = call.file.call;
            const auto resident = live.call(row.id);
            CHECK(resident || !row.live());
            if (resident) check_file(resident->file, call.file);
            if (!row.live()) return;
            ++calls_of.at(static_cast<std::size_t>(row.host.value));
            ++calls_of.at(static_cast<std::size_t>(row.guest.value));
        });
        CHECK(std::ranges::max(calls_of) <= 1);
        check_money(live, stored);
    }

    // Plain heartbeats may be lost; where the disk takes everything they are not.
    void check_file(model::CallFile live, const model::CallFile& stored) const {
        if (store_.mood != Mood::good) {
            CHECK(live.call.host_hb_time >= stored.call.host_hb_time);
            CHECK(live.call.guest_hb_time >= stored.call.guest_hb_time);
            live.call.host_hb_time = stored.call.host_hb_time;
            live.call.guest_hb_time = stored.call.guest_hb_time;
        }
        CHECK(live == stored);
    }

    void check_money(const rules::State& live, const rules::State& stored) const {
        std::int64_t sum = 0;
        for (std::int64_t user = -1; user <= InputCommands::users; ++user) {
            const model::Coins balance = stored.balance({user});
            sum += balance.value;
            CHECK(user < 1 || balance.value >= -options_.settings.credit_limit.value);
            const auto* resident = live.account({user});
            if (resident != nullptr) CHECK(resident->balance == balance);
            CHECK(live.live_call_of({user}) == stored.live_call_of({user}));
        }
        CHECK(sum == 0);
    }

    Input& input_;
    engine::EngineOptions options_;
    InputCommands commands_;
    MoodyStore store_;
    Promises promises_;
    base::Instant clock_ = begins;
    std::uint64_t slot_ = 0;
    std::unique_ptr<engine::Engine> engine_;
};

}  // namespace

void try_engine(Bytes bytes) {
    Input input{bytes};
    Trial{input}.run();
}

}  // namespace calls::fuzz
