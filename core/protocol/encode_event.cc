#include <variant>

#include "core/base/check.h"
#include "core/protocol/encode.h"

namespace calls::protocol {
namespace {

using namespace model;

void write_money(JsonWriter& json, const Event& event) {
    CHECK(!event.rows.entries.empty());
    const LedgerEntry& entry = event.rows.entries.front();
    const bool credited = entry.credit == event.user;
    json.member("entryId", entry.id)
        .member("amount", entry.amount)
        .member("balance", credited ? entry.credit_balance : entry.debit_balance);
}

void write_data(JsonWriter& json, const Event& event) {
    switch (event.kind) {
        case EventKind::dial:
        case EventKind::answer:
        case EventKind::hello:
        case EventKind::hello_back:
        case EventKind::hang:
            write_call(json, {.call = event.rows.call.value(),
                              .context = std::get<CallContext>(event.note),
                              .as_of = event.time});
            break;
        case EventKind::counters:
            json.member("callId", event.call).key("value").begin_array();
            for (const std::int64_t counter : event.rows.counters.value().value)
                json.value(counter);
            json.end_array();
            break;
        case EventKind::offer:
            write_offer(json, event.rows.offer.value());
            break;
        case EventKind::ticket: {
            const auto& note = std::get<TicketNote>(event.note);
            write_ticket(json, {.ticket = event.rows.ticket.value(), .context = note.context});
            json.member("automatic", note.automatic);
            break;
        }
        case EventKind::low_funds: {
            const auto& note = std::get<LowFundsNote>(event.note);
            json.member("price", note.price)
                .member("balance", note.balance)
                .member("fundedUntil", note.funded_until);
            break;
        }
        case EventKind::deposit:
        case EventKind::withdrawal:
            write_money(json, event);
            break;
        case EventKind::start:
            json.member("time", event.time)
                .member("liveCalls", std::get<StartNote>(event.note).live_calls);
            break;
        case EventKind::receipt:
            break;  // never shown
    }
}

}  // namespace

void write_event(std::string& out, const Event& event) {
    JsonWriter json{out};
    json.begin_object().member("jsonrpc", "2.0").member("method", "event");
    json.key("params").begin_object();
    json.member("eventId", event.id)
        .member("time", event.time)
        .member("kind", name_of(event.kind))
        .key("callId");
    if (event.call)
        json.value(event.call);
    else
        json.null();
    json.member("userId", event.user).key("data").begin_object();
    write_data(json, event);
    json.end_object().end_object().end_object();
}

}  // namespace calls::protocol
