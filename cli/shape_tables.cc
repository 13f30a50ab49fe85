#include <algorithm>
#include <array>
#include <cstddef>

#include "cli/shape.h"

// The tables of fields, in the wire's order (callctl-protocol(7)).

namespace calls::cli {

namespace {

using enum FieldKind;

template <std::size_t N, std::size_t M>
constexpr std::array<Field, N + M> join(const std::array<Field, N>& front,
                                        const std::array<Field, M>& back) {
    std::array<Field, N + M> all{};
    std::ranges::copy(front, all.begin());
    std::ranges::copy(back, all.begin() + N);
    return all;
}

constexpr std::array call_fields{
    Field{"callId", "call", id},
    Field{"hostUserId", "host", id},
    Field{"guestUserId", "guest", id},
    Field{"dialTime", "dialed", time},
    Field{"dialUserId", "caller", id},
    Field{"idalTime", "answered", time},
    Field{"heloTime", "hello", time},
    Field{"ehloTime", "hello-back", time},
    Field{"hangTime", "ended", time},
    Field{"hangUserId", "ended by", id},
    Field{"guestHbTime", "guest heard", time},
    Field{"hostHbTime", "host heard", time},
    Field{"value", "counters", counters},
    Field{"phase", "phase", text},
    Field{"hangReason", "reason", text},
    Field{"ringMs", "ring", length},
    Field{"waitMs", "wait", length},
    Field{"talkMs", "talk", length},
    Field{"mode", "mode", text},
    Field{"periodMills", "period", length},
    Field{"price", "price", whole},
    Field{"tickets", "tickets", whole},
    Field{"paid", "paid", whole},
    Field{"earned", "earned", whole},
    Field{"nextChargeTime", "next charge", time},
    Field{"fundedUntil", "funded until", time},
};

constexpr std::array full_call_fields =
    join(call_fields, std::array{
                          Field{"offer.serverId", "offer", id},
                          Field{"offer.userId", "provider", id},
                          Field{"offer.resourceId", "resource", text},
                          Field{"offer.modeId", "mode id", id},
                          Field{"offer.moduleEnum", "module", text},
                          Field{"offer.mode", "offer mode", text},
                          Field{"offer.periodMills", "offer period", length},
                          Field{"offer.price", "offer price", whole},
                          Field{"offer.createTime", "offered", time},
                          Field{"ticketList", "ticket list", nested},
                      });

constexpr std::array offer_fields{
    Field{"serverId", "offer", id},         Field{"userId", "provider", id},
    Field{"resourceId", "resource", text},  Field{"modeId", "mode id", id},
    Field{"moduleEnum", "module", text},    Field{"mode", "mode", text},
    Field{"periodMills", "period", length}, Field{"price", "price", whole},
    Field{"createTime", "created", time},
};

constexpr std::array ticket_fields{
    Field{"ticketId", "ticket", id},       Field{"serverId", "offer", id},
    Field{"userId", "payer", id},          Field{"ticketTime", "time", time},
    Field{"doneTime", "until", time},      Field{"hostUserId", "host", id},
    Field{"resourceId", "resource", text}, Field{"callId", "call", id},
    Field{"price", "price", whole},        Field{"paid", "paid", whole},
    Field{"earned", "earned", whole},      Field{"free", "free", truth},
};

constexpr std::array ticket_outcome_fields =
    join(ticket_fields, std::array{
                            Field{"charged", "charged", whole},
                            Field{"issued", "issued", truth},
                        });

constexpr std::array entry_fields{
    Field{"entryId", "entry", id},
    Field{"time", "time", time},
    Field{"kind", "kind", text},
    Field{"debitUserId", "from", party},
    Field{"creditUserId", "to", party},
    Field{"amount", "amount", whole},
    Field{"ticketId", "ticket", id},
    Field{"callId", "call", id},
    Field{"requestId", "request", text},
    Field{"debitBalance", "from balance", whole},
    Field{"creditBalance", "to balance", whole},
};

constexpr std::array account_row_fields{
    Field{"userId", "user", party},
    Field{"balance", "balance", whole},
    Field{"creditLimit", "credit limit", whole},
    Field{"entryCount", "entries", whole},
};

constexpr std::array account_fields =
    join(account_row_fields, std::array{Field{"liveCallId", "live call", id}});

constexpr std::array movement_fields{
    Field{"userId", "user", party},
    Field{"balance", "balance", whole},
    Field{"entryId", "entry", id},
};

constexpr std::array clock_fields{
    Field{"mode", "clock", text},
    Field{"now", "now", time},
};

constexpr std::array prune_fields{
    Field{"events", "events removed", whole},
    Field{"requestIds", "request ids removed", whole},
};

constexpr std::array report_fields{
    Field{"key", "key", text},
    Field{"calls", "calls", whole},
    Field{"answered", "answered", whole},
    Field{"talkMs", "talk", length},
    Field{"tickets", "tickets", whole},
    Field{"freeTickets", "free", whole},
    Field{"paid", "paid", whole},
    Field{"earned", "earned", whole},
    Field{"fees", "fees", whole},
};

constexpr std::array report_file_fields{
    Field{"path", "path", text},
    Field{"bytes", "bytes", whole},
};

constexpr std::array event_fields{
    Field{"eventId", "event", id}, Field{"time", "time", time}, Field{"kind", "kind", text},
    Field{"callId", "call", id},   Field{"userId", "user", id}, Field{"data", "data", nested},
};

}  // namespace

const Shape call_shape{call_fields, "callId"};
const Shape full_call_shape{full_call_fields, ""};
const Shape offer_shape{offer_fields, "serverId"};
const Shape ticket_shape{ticket_fields, "ticketId"};
const Shape ticket_outcome_shape{ticket_outcome_fields, "ticketId"};
const Shape entry_shape{entry_fields, "entryId"};
const Shape account_shape{account_fields, "userId"};
const Shape account_row_shape{account_row_fields, "userId"};
const Shape movement_shape{movement_fields, "entryId"};
const Shape clock_shape{clock_fields, ""};
const Shape prune_shape{prune_fields, ""};
const Shape event_shape{event_fields, "eventId"};
const Shape report_shape{report_fields, "key"};
const Shape report_file_shape{report_file_fields, ""};
const Shape open_shape{{}, "", true};

}  // namespace calls::cli
