#include "core/base/time_text.h"
#include "core/protocol/encode.h"

namespace calls::protocol {
namespace {

using namespace model;
using base::day_text;

void write_terms(JsonWriter& json, const std::optional<Terms>& terms) {
    if (!terms) {
        json.key("mode").null().key("periodMills").null().key("price").null();
        return;
    }
    json.member("mode", name_of(terms->mode))
        .member("periodMills", terms->period)
        .member("price", terms->price);
}

template <class Id>
void write_maybe_id(JsonWriter& json, std::string_view name, Id id) {
    json.key(name);
    if (id)
        json.value(id);
    else
        json.null();
}

void write_times(JsonWriter& json, const Call& call) {
    json.member("callId", call.id)
        .member("hostUserId", call.host)
        .member("guestUserId", call.guest)
        .member("dialTime", call.dial_time)
        .member("dialUserId", call.dial_user)
        .member("idalTime", call.idal_time)
        .member("heloTime", call.helo_time)
        .member("ehloTime", call.ehlo_time)
        .member("hangTime", call.hang_time)
        .member("hangUserId", call.hang_user)
        .member("guestHbTime", call.guest_hb_time)
        .member("hostHbTime", call.host_hb_time);
}

}  // namespace

void write_call(JsonWriter& json, const CallView& view) {
    const auto& [call, context, as_of] = view;
    write_times(json, call);
    json.key("value").begin_array();
    for (const std::int64_t counter : context.counters) json.value(counter);
    json.end_array();
    const CallDurations lasted = durations_of(call, as_of);
    json.member("phase", name_of(call.phase()))
        .member("hangReason", name_of(call.hang_reason))
        .member("ringMs", lasted.ring)
        .member("waitMs", lasted.wait)
        .member("talkMs", lasted.talk);
    write_terms(json, context.terms);
    json.member("tickets", context.tickets)
        .member("paid", context.paid)
        .member("earned", context.earned);
    if (call.live() && context.terms && context.terms->mode == Mode::each)
        json.member("nextChargeTime", context.next_charge)
            .member("fundedUntil", context.funded_until);
}

void write_offer(JsonWriter& json, const Offer& offer) {
    json.member("serverId", offer.id)
        .member("userId", offer.provider)
        .member("resourceId", std::string_view{offer.resource})
        .member("modeId", offer.mode_id)
        .member("moduleEnum", name_of(offer.module));
    write_terms(json, offer.terms);
    json.member("createTime", offer.create_time);
}

void write_ticket(JsonWriter& json, const TicketView& view) {
    const auto& [ticket, context] = view;
    json.member("ticketId", ticket.id)
        .member("serverId", ticket.offer)
        .member("userId", ticket.payer)
        .member("ticketTime", ticket.ticket_time)
        .member("doneTime", ticket.done_time)
        .member("hostUserId", context.host);
    if (context.call)
        json.member("resourceId", std::string_view{call_resource(context.call)});
    else
        json.member("resourceId", std::string_view{context.resource});
    write_maybe_id(json, "callId", context.call);
    json.member("price", context.price)
        .member("paid", ticket.paid)
        .member("earned", ticket.earned)
        .member("free", ticket.free);
}

void write_entry(JsonWriter& json, const LedgerEntry& entry) {
    json.member("entryId", entry.id)
        .member("time", entry.time)
        .member("kind", name_of(entry.kind))
        .member("debitUserId", entry.debit)
        .member("creditUserId", entry.credit)
        .member("amount", entry.amount);
    write_maybe_id(json, "ticketId", entry.ticket);
    write_maybe_id(json, "callId", entry.call);
    json.key("requestId");
    if (entry.request_id.empty())
        json.null();
    else
        json.value(std::string_view{entry.request_id});
    json.member("debitBalance", entry.debit_balance).member("creditBalance", entry.credit_balance);
}

void write_report_row(JsonWriter& json, const ReportRow& row) {
    json.key("key");
    if (row.by == ReportBy::day)
        json.value(std::string_view{day_text(row.order - report_day_of_1970)});
    else if (row.by == ReportBy::reason)
        json.value(std::string_view{row.reason});
    else
        json.value(row.order);
    json.member("calls", row.calls)
        .member("answered", row.answered)
        .member("talkMs", row.talk)
        .member("tickets", row.tickets)
        .member("freeTickets", row.free_tickets)
        .member("paid", row.paid)
        .member("earned", row.earned)
        .member("fees", row.fees);
}

}  // namespace calls::protocol
