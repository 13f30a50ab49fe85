#include <utility>

#include "core/protocol/parse.h"
#include "core/protocol/parse_parts.h"

namespace calls::protocol::parse {
using namespace model;

Ask subscribe(Params& params) {
    Subscribe subscribe;
    if (const auto after = params.maybe_whole("after", 0, INT64_MAX))
        subscribe.after = EventId{*after};
    subscribe.since = params.maybe_instant("since");
    if (subscribe.after && subscribe.since) params.fail("since", "goes without after");
    subscribe.call = params.maybe_id<CallId>("callId");
    subscribe.user = params.maybe_id<UserId>("userId");
    for (const std::string& word : params.words("kinds")) {
        if (const auto kind = find_event_kind(word))
            add_once(subscribe.kinds, *kind);
        else
            params.fail("kinds", "there is no event kind " + word);
    }
    return subscribe;
}

Ask status(Params& /*params*/) {
    return reading(GetStatus{});
}
Ask ping(Params& /*params*/) {
    return reading(Ping{});
}
Ask audit(Params& /*params*/) {
    return asking(AuditQuery{});
}
Ask metrics(Params& /*params*/) {
    return Metrics{};
}
Ask shutdown(Params& /*params*/) {
    return Shutdown{};
}

Ask backup(Params& params) {
    BackupQuery backup;
    backup.path = params.text("path");
    if (!backup.path.starts_with('/') || backup.path.find('\0') != std::string::npos)
        params.fail("path", "must be absolute");
    backup.force = params.truth("force", false);
    return asking(std::move(backup));
}

Ask prune(Params& params) {
    const model::Prune prune{params.instant("before")};
    return Command{.what = Change{prune}, .request_id = params.request_id()};
}

Ask clock(Params& params) {
    MoveClock move;
    if (const auto advance = params.maybe_whole("advance", 0, base::last_instant.ms))
        move.advance = base::Millis{*advance};
    move.set = params.maybe_instant("set");
    move.keep_alive = params.call_ids("keepAlive");
    std::string request_id = params.request_id();
    if (move.advance && move.set) params.fail("set", "goes without advance");
    if (move.advance || move.set)
        return Command{.what = Change{std::move(move)}, .request_id = std::move(request_id)};
    if (!move.keep_alive.empty() || !request_id.empty())
        params.fail("advance", "give advance or set to move the clock");
    return reading(ShowClock{});
}

}  // namespace calls::protocol::parse
