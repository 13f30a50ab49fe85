#pragma once

#include "core/base/instant.h"
#include "core/model/money.h"

namespace calls::rules {

// What an operator may set of the rules. Fixed while calld runs.
struct Settings {
    base::Millis ring_timeout{30'000};       // 0: off
    base::Millis heartbeat_timeout{15'000};  // 0: off
    model::Coins credit_limit{0};            // not negative: how far below 0 a balance may go
    int host_share_percent = 100;            // 0 to 100
};

}  // namespace calls::rules
