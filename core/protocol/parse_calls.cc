#include <utility>

#include "core/protocol/parse.h"
#include "core/protocol/parse_parts.h"

namespace calls::protocol::parse {
using namespace model;

Ask dial(Params& params) {
    Dial dial;
    dial.host = params.id<UserId>("hostUserId");
    dial.guest = params.id<UserId>("guestUserId");
    dial.direct = params.truth("direct");
    const CounterEdits edits = params.counters("cmap", false);
    for (std::size_t i = 0; i < edits.size(); ++i) dial.counters.at(i) = edits.at(i).value_or(0);
    if (params.has("mode") || params.has("periodMills") || params.has("price"))
        dial.terms = terms(params);
    return changing(params, dial);
}

Ask idal(Params& params) {
    Idal idal;
    idal.call = params.id<CallId>("callId");
    idal.user = params.maybe_id<UserId>("userId");
    return changing(params, idal);
}

Ask heartbeat(Params& params) {
    Heartbeat heartbeat;
    heartbeat.call = params.id<CallId>("callId");
    heartbeat.user = params.id<UserId>("userId");
    return Command{.what = heartbeat, .request_id = {}};
}

Ask hang(Params& params) {
    Hang hang;
    hang.call = params.id<CallId>("callId");
    hang.user = params.maybe_id<UserId>("userId", 0);
    return changing(params, hang);
}

Ask update_counts(Params& params) {
    SetCounts counts;
    counts.call = params.id<CallId>("callId");
    counts.edits = params.counters("indexAndCount", true);
    return changing(params, counts);
}

Ask incr_counts(Params& params) {
    AddCounts counts;
    counts.call = params.id<CallId>("callId");
    counts.edits = params.counters("indexAndCount", true);
    return changing(params, counts);
}

}  // namespace calls::protocol::parse
