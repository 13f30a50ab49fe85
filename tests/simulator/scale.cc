#include "tests/simulator/scale.h"

#include "core/model/offer.h"
#include "tests/simulator/chance.h"

namespace calls::simulator {
namespace {

using base::Millis;

constexpr std::int64_t second = 1000;
constexpr std::int64_t hour = 3600 * second;
constexpr std::int64_t day = 24 * hour;

// Few meet often; of many, those are due whom no command names.
constexpr std::int64_t few_users = 8;
constexpr std::int64_t many_users = 40;

const std::array<Scale, 3> scales{
    {{.periods = {Millis{second}, Millis{second + 1}, Millis{5 * second}, Millis{20 * second},
                  Millis{hour}},
      .step = Millis{900},
      .jump = Millis{80 * second}},
     {.periods = {Millis{60 * second}, Millis{60 * second}, Millis{61'001}, Millis{600 * second},
                  Millis{hour}},
      .step = Millis{4 * second},
      .jump = Millis{hour}},
     {.periods = {Millis{hour}, Millis{day}, Millis{day + 1}, Millis{30 * day}, model::period_max},
      .step = Millis{7 * second},
      .jump = Millis{3 * day}}}};

}  // namespace

Scale draw_scale(Chance& chance) {
    Scale scale = scales.at(static_cast<std::size_t>(chance.number(0, 2)));
    scale.large_sums = chance.percent(15);
    scale.clients = 1 + chance.scale(7);
    scale.users = chance.percent(70) ? few_users : many_users;
    scale.turn_doublings = static_cast<int>(chance.number(1, 7));
    scale.life_doublings = static_cast<int>(chance.number(6, 12));
    scale.events_a_transaction = chance.percent(50) ? chance.number(1, 100) : 200'000;
    return scale;
}

}  // namespace calls::simulator
