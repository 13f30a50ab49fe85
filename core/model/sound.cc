#include "core/model/sound.h"

#include <algorithm>
#include <initializer_list>

namespace calls::model {
namespace {

bool in_range(Instant time) {
    return time.ms >= 0 && time <= base::last_instant;
}

bool sound(const Terms& terms) {
    if (terms.price.value < 0) return false;
    if (terms.mode == Mode::once) return terms.period == Millis{0};
    return terms.mode == Mode::each && terms.period >= period_min && terms.period <= period_max;
}

bool sound(const CallTotals& totals) {
    return totals.tickets >= 0 && totals.paid.value >= 0 && totals.earned.value >= 0;
}

bool sound(const LedgerEntry& entry) {
    return entry.id && entry.kind <= EntryKind::free_ticket && entry.amount.value > 0 &&
           entry.debit != entry.credit && in_range(entry.time);
}

// Each step of a call comes after the one before it, if at all.
bool in_order(const Call& call) {
    Instant last = call.dial_time;
    bool began = true;
    for (const Instant step : {call.idal_time, call.helo_time, call.ehlo_time}) {
        if (step.happened() && (!began || step < last)) return false;
        began = step.happened();
        last = std::max(last, step);
    }
    return call.live() || call.hang_time >= last;
}

bool none_after(const Call& call, Instant time) {
    return std::max({call.dial_time, call.idal_time, call.helo_time, call.ehlo_time, call.hang_time,
                     call.guest_hb_time, call.host_hb_time}) <= time;
}

bool has_its_rows(const Event& event) {
    const ChangedRows& rows = event.rows;
    switch (event.kind) {
        case EventKind::dial:
        case EventKind::answer:
        case EventKind::hello:
        case EventKind::hello_back:
        case EventKind::hang:
            return rows.call && std::holds_alternative<CallContext>(event.note);
        case EventKind::counters:
            return rows.counters.has_value();
        case EventKind::offer:
            return rows.offer.has_value();
        case EventKind::ticket:
            return rows.ticket && std::holds_alternative<TicketNote>(event.note);
        case EventKind::low_funds:
            return std::holds_alternative<LowFundsNote>(event.note);
        case EventKind::deposit:
        case EventKind::withdrawal:
            return !rows.entries.empty();
        case EventKind::start:
            return std::holds_alternative<StartNote>(event.note);
        case EventKind::receipt:
            return rows.receipt != nullptr;
    }
    return false;
}

bool about_its_call(const Event& event) {
    const ChangedRows& rows = event.rows;
    return (!rows.call || rows.call->id == event.call) &&
           (!rows.counters || rows.counters->call == event.call) &&
           (!rows.totals || rows.totals->call == event.call);
}

}  // namespace

bool sound(const Account& account) {
    return account.user >= world_account && account.entries >= 0;
}

bool sound(const Call& call) {
    const bool parties = call.id.value > 0 && call.host.value > 0 && call.guest.value > 0 &&
                         call.host != call.guest && call.side_of(call.dial_user);
    const bool reason = call.hang_reason <= HangReason::no_funds &&
                        call.live() == (call.hang_reason == HangReason::none);
    const auto times = {call.idal_time,     call.helo_time,    call.ehlo_time, call.hang_time,
                        call.guest_hb_time, call.host_hb_time, call.dial_time};
    return parties && reason && call.dial_time.happened() && std::ranges::all_of(times, in_range) &&
           in_order(call);
}

bool sound(const CallFile& file) {
    const bool offer = !file.offer || (file.offer->id && sound(file.offer->terms) &&
                                       in_range(file.offer->create_time));
    return sound(file.call) && sound(file.totals) && offer &&
           (!file.last_ticket || sound(*file.last_ticket));
}

bool sound(const Offer& offer) {
    return offer.id.value > 0 && offer.provider.value > 0 && offer.module <= Module::chat &&
           sound(offer.terms) && in_range(offer.create_time);
}

bool sound(const Ticket& ticket) {
    return ticket.id.value > 0 && ticket.offer.value > 0 && ticket.payer.value > 0 &&
           in_range(ticket.ticket_time) && in_range(ticket.done_time) && ticket.paid.value >= 0 &&
           ticket.earned.value >= 0;
}

bool sound(const Event& event) {
    const ChangedRows& rows = event.rows;
    return event.id.value > 0 && event.call.value >= 0 && in_range(event.time) &&
           has_its_rows(event) && about_its_call(event) &&
           (!rows.call || (sound(*rows.call) && none_after(*rows.call, event.time))) &&
           (!rows.totals || sound(*rows.totals)) && (!rows.offer || sound(*rows.offer)) &&
           (!rows.ticket || sound(*rows.ticket)) &&
           std::ranges::all_of(rows.entries, [](const auto& entry) { return sound(entry); }) &&
           std::ranges::all_of(rows.accounts, [](const auto& account) { return sound(account); });
}

}  // namespace calls::model
