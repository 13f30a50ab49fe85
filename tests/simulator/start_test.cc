#include <memory>
#include <optional>

#include <catch2/catch.hpp>

#include "core/store/store_options.h"
#include "tests/simulator/life.h"
#include "tests/simulator/vfs.h"

// The first start makes the files, and makes them durable: each step of it is struck in turn.

namespace calls::simulator {
namespace {

constexpr base::Instant clock{1'767'225'600'000};

std::unique_ptr<Life> begin_life(Disk& disk) {
    return std::make_unique<Life>(disk, engine::EngineOptions{}, 1000, clock);
}

// None where the struck start says that it failed, which it may.
std::unique_ptr<Life> struck_life(Disk& disk) {
    try {
        return begin_life(disk);
    } catch (const std::exception&) {
        return nullptr;
    }
}

// Deposits one after another, each acknowledged. The last event's id.
model::EventId fill(Life& life) {
    for (int n = 0; n < 5; ++n) {
        life.ask({.origin = 1,
                  .command = {.what = model::Deposit{model::UserId{1}, {100}}, .request_id = {}}});
        while (life.turn(clock)) {
        }
    }
    CHECK(life.take_said().size() == 5);
    return life.take_committed().back().id;
}

void lose_power(Disk& disk, std::unique_ptr<Life> life) {
    disk.cut_power();
    life.reset();
    disk.revive();
}

}  // namespace

TEST_CASE("simulator: a start that overcame an error keeps what it acknowledges") {
    constexpr std::uint64_t fates = 6;  // what the power cut leaves of what was not synced
    std::int64_t overcome = 0;
    std::int64_t refused = 0;
    bool struck = true;
    for (std::int64_t step = 1; struck; ++step) {
        for (std::uint64_t fate = 0; fate < fates; ++fate) {
            INFO("an I/O error at step " << step << ", fate " << fate);
            Disk disk{fate};
            use_disk(disk);
            disk.plan({.kind = FaultKind::io_error, .in_steps = step});
            auto life = struck_life(disk);
            struck = disk.struck();
            disk.mend();
            model::EventId last{};
            if (life) last = fill(*life);
            ++(life ? overcome : refused);
            lose_power(disk, std::move(life));
            const auto again = begin_life(disk);
            CHECK(again->engine().state().numbers().event.value >= last.value + 1);
        }
    }
    CHECK(overcome > 0);
    CHECK(refused > 100);
}

}  // namespace calls::simulator
