#pragma once

#include <cstdint>
#include <string>

#include "core/model/reply.h"
#include "core/protocol/encode.h"
#include "daemon/counters.h"

// What calld tells a monitoring system, in Prometheus' text format.

namespace calls::daemon {

struct Gauges {
    std::size_t sessions = 0;
    std::size_t watchers = 0;
};

// `status` as of now. Names and labels are a contract: dashboards and alerts rest on them.
std::string metrics_text(const model::StatusReply& status, const protocol::DaemonFacts& facts,
                         const Counters& counters, const Gauges& gauges);

}  // namespace calls::daemon
