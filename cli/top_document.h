#pragma once

#include <boost/json.hpp>

#include "cli/top_state.h"
#include "cli/top_table.h"

// What the live screen shows as one document, for scripts.

namespace calls::cli {

// {status, last: {10s: {knownMs, dials, hangUps, tickets, coins}, 1m, 5m}, ended: {REASON: how many
// in 5m}, calls: [Call]}. Counts, not rates: the wire knows whole numbers, and so nothing is lost.
boost::json::object top_document(const TopState& state, TopSort sort, std::size_t calls_max);

}  // namespace calls::cli
