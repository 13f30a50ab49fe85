#include <utility>

#include "core/protocol/parse.h"
#include "core/protocol/parse_parts.h"

namespace calls::protocol::parse {
namespace {

using namespace model;

constexpr std::int64_t lowest_account = world_account.value;

CallFilter filter(Params& params) {
    CallFilter filter;
    filter.user = params.maybe_id<UserId>("userId");
    filter.host = params.maybe_id<UserId>("hostUserId");
    filter.guest = params.maybe_id<UserId>("guestUserId");
    return filter;
}

std::optional<Coins> maybe_coins(Params& params, std::string_view name) {
    const auto coins = params.maybe_whole(name, INT64_MIN, INT64_MAX);
    return coins ? std::optional{Coins{*coins}} : std::nullopt;
}

}  // namespace

Ask list_all(Params& params) {
    ListLive list;
    list.filter = filter(params);
    if (const auto phase = params.maybe_text("phase")) {
        list.phase = find_phase(*phase);
        if (!list.phase || *list.phase == Phase::ended)
            params.fail("phase", "must be ringing, connecting or talking");
    }
    list.page = params.page();
    return reading(list);
}

Ask get_call(Params& params) {
    GetCall get;
    get.call = params.maybe_id<CallId>("callId");
    get.live_of = params.maybe_id<UserId>("liveOf");
    if (params.has("callId") == params.has("liveOf"))
        params.fail("callId", "give callId, or liveOf with a user id");
    return reading(get);
}

Ask get_server(Params& params) {
    GetOffer get;
    get.offer = params.maybe_id<OfferId>("serverId");
    get.call = params.maybe_id<CallId>("callId");
    get.provider = params.maybe_id<UserId>("userId");
    if (get.provider) get.resource = params.resource("resourceId");
    const int ways =
        int{params.has("serverId")} + int{params.has("callId")} + int{params.has("userId")};
    if (ways != 1) params.fail("serverId", "give serverId, or callId, or userId and resourceId");
    if (get.offer) return asking(OfferQuery{.offer = get.offer});
    return reading(std::move(get));
}

Ask account(Params& params) {
    return reading(GetAccount{.user = UserId{params.whole("userId", lowest_account, INT64_MAX)}});
}

Ask records(Params& params) {
    RecordsQuery query;
    query.filter = filter(params);
    if (const auto reason = params.maybe_text("reason")) {
        query.reason = find_hang_reason(*reason);
        if (!query.reason || *query.reason == HangReason::none)
            params.fail("reason",
                        "must be cancel, reject, hangup, operator, ring-timeout, host-timeout, "
                        "guest-timeout or no-funds");
    }
    query.hung = params.span();
    query.page = params.page();
    return asking(query);
}

Ask tickets(Params& params) {
    TicketsQuery query;
    query.call = params.maybe_id<CallId>("callId");
    query.payer = params.maybe_id<UserId>("userId");
    query.host = params.maybe_id<UserId>("hostUserId");
    query.offer = params.maybe_id<OfferId>("serverId");
    query.taken = params.span();
    query.page = params.page();
    return asking(query);
}

Ask accounts(Params& params) {
    AccountsQuery query;
    query.min = maybe_coins(params, "min");
    query.max = maybe_coins(params, "max");
    query.page = params.page();
    return asking(query);
}

Ask ledger(Params& params) {
    LedgerQuery query;
    if (const auto user = params.maybe_whole("userId", lowest_account, INT64_MAX))
        query.user = UserId{*user};
    query.call = params.maybe_id<CallId>("callId");
    query.ticket = params.maybe_id<TicketId>("ticketId");
    for (const std::string& word : params.words("kinds")) {
        if (const auto kind = find_entry_kind(word))
            add_once(query.kinds, *kind);
        else
            params.fail("kinds", "must be of deposit, withdrawal, ticket, ticket-fee, free-ticket");
    }
    query.booked = params.span();
    query.page = params.page();
    return asking(std::move(query));
}

Ask report(Params& params) {
    ReportQuery query;
    query.span = params.span();
    const auto by = params.maybe_text("by");
    if (const auto found = find_report_by(by.value_or("day")))
        query.by = *found;
    else
        params.fail("by", "must be day, host, guest or reason");
    const auto minutes =
        params.maybe_whole("utcOffsetMinutes", -utc_offset_minutes_max, utc_offset_minutes_max);
    query.utc_offset = base::Millis{minutes.value_or(0) * 60'000};
    query.offset_changes = params.offset_changes("utcOffsetChanges");
    query.page = params.page();
    return asking(std::move(query));
}

}  // namespace calls::protocol::parse
