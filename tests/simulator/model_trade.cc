#include <algorithm>
#include <utility>

#include "core/base/whole.h"
#include "tests/simulator/model.h"

// Offers, and the tickets that pay them.

namespace calls::simulator {

using model::Coins;
using model::EventKind;
using model::RefusalKind;
using model::refuse;

// Another mode id is other terms too: to return the offer would be to agree to what was not asked.
Model::Outcome Model::carry_out(const model::Publish& publish, Step& step) {
    const model::ResourceName name = model::parse_resource(publish.resource);
    const bool for_call = name.kind == model::ResourceName::Kind::call;
    const std::int64_t mode_id = publish.mode_id.value_or(for_call ? name.call.value : 0);
    if (name.kind == model::ResourceName::Kind::malformed ||
        for_call != (publish.module == model::Module::call) ||
        (for_call && mode_id != name.call.value))
        return refuse(RefusalKind::invalid, "");
    if (for_call) {
        if (!known(name.call)) return refuse(RefusalKind::not_found, "");
        if (call_at(name.call).host != publish.provider) return refuse(RefusalKind::forbidden, "");
        if (!call_at(name.call).live()) return ended(name.call, step.now);
    }
    if (const model::Offer* const kept = offer_of(publish.provider, publish.resource)) {
        if (kept->terms == publish.terms && kept->mode_id == mode_id) return *kept;
        return refuse(RefusalKind::conflict, "");
    }
    const model::Offer offer = add_offer({.id = {},
                                          .provider = publish.provider,
                                          .resource = publish.resource,
                                          .mode_id = mode_id,
                                          .module = publish.module,
                                          .terms = publish.terms,
                                          .create_time = step.now},
                                         step);
    if (for_call) settle({name.call}, step);  // a talking call pays at once, or ends
    return offer;
}

model::Offer Model::add_offer(model::Offer offer, Step& step) {
    offer.id.value = static_cast<std::int64_t>(offers_.size()) + 1;
    offers_.push_back(offer);
    offer_ids_[{offer.provider, offer.resource}] = offer.id;
    const model::CallId call = call_of(offer);
    if (call) beside(call).offer = offer.id;
    tell(EventKind::offer, call, offer.provider, offer, step);
    return offer;
}

Model::Outcome Model::carry_out(const model::PayTicket& pay, Step& step) {
    if (pay.payer == pay.provider) return refuse(RefusalKind::invalid, "");
    const model::Offer* const offer = offer_of(pay.provider, pay.resource);
    if (offer == nullptr) return refuse(RefusalKind::not_found, "");
    const model::CallId id = call_of(*offer);
    if (id && call_at(id).guest != pay.payer) return refuse(RefusalKind::forbidden, "");
    if (id && !call_at(id).live()) return ended(id, step.now);

    const model::Ticket* const last = last_ticket(offer->id, pay.payer);
    const bool once = offer->terms.mode == model::Mode::once;
    if (last != nullptr && (once || step.now < last->done_time))
        return model::TicketReply{.view = view_of(*last), .charged = {}, .issued = false};

    base::Instant ticket_time = step.now;
    if (id && call_at(id).talking()) {
        if (live(id)->charges_wait) return refuse(RefusalKind::conflict, "");
        ticket_time = charge_time(call_at(id)).value();
    }
    return issue(
        {.offer = offer->id, .payer = pay.payer, .ticket_time = ticket_time, .free = pay.free},
        step);
}

// Refused whole, or booked whole: the ticket, its money, the call's totals and counter 1.
Model::Outcome Model::issue(const Payment& payment, Step& step) {
    const model::Offer offer = offers_.at(static_cast<std::size_t>(payment.offer.value - 1));
    const Coins price = offer.terms.price;
    if (!payment.free && !can_pay(payment.payer, price)) return too_poor(payment.payer, price);
    model::Ticket ticket;
    ticket.id.value = static_cast<std::int64_t>(tickets_.size()) + 1;
    ticket.offer = offer.id;
    ticket.payer = payment.payer;
    ticket.ticket_time = payment.ticket_time;
    if (offer.terms.mode == model::Mode::each)
        ticket.done_time = payment.ticket_time + offer.terms.period;
    ticket.paid = payment.free ? Coins{0} : price;
    ticket.earned = model::host_share(price, settings_.host_share_percent);
    ticket.free = payment.free;
    if (overflows(offer, ticket)) return refuse(RefusalKind::conflict, "");

    tickets_.push_back(ticket);
    last_tickets_[{offer.id, payment.payer}] = ticket.id;
    // A charge of the timer is nobody's command, even where a command brought it due.
    move_money(offer, ticket, payment.automatic ? "" : step.request_id, step.now);
    const model::TicketView view = view_of(ticket);
    if (const model::CallId call = view.context.call) {
        Beside& with = beside(call);
        with.counters.at(model::earned_counter) += ticket.earned.value;
        with.totals.tickets += 1;
        with.totals.paid.value += ticket.paid.value;
        with.totals.earned.value += ticket.earned.value;
    }
    tell(EventKind::ticket, view.context.call, ticket.payer,
         TicketTold{.view = view, .automatic = payment.automatic}, step);
    if (view.context.call) warn_of_low_funds(offer, ticket, step);
    return model::TicketReply{.view = view, .charged = ticket.paid, .issued = true};
}

// The totals of a call are sums like the others: a ticket that would break one is refused too.
bool Model::overflows(const model::Offer& offer, const model::Ticket& ticket) const {
    const std::int64_t earned = ticket.earned.value;
    const std::int64_t platform = balance(model::platform_account).value;
    if (!base::checked_add(balance(offer.provider).value, earned)) return true;
    if (ticket.free ? !base::checked_sub(platform, earned)
                    : !base::checked_add(platform, ticket.paid.value - earned))
        return true;
    const model::CallId call = call_of(offer);
    if (!call) return false;
    const Beside& with = beside(call);
    return !base::checked_add(with.counters.at(model::earned_counter), earned) ||
           !base::checked_add(with.totals.paid.value, ticket.paid.value) ||
           !base::checked_add(with.totals.earned.value, earned);
}

// For every ticket of a call that has a next one, whatever the phase and whoever paid: with no
// funds left, the end of what is paid for is the end of this ticket.
void Model::warn_of_low_funds(const model::Offer& offer, const model::Ticket& ticket, Step& step) {
    if (offer.terms.mode == model::Mode::once || can_pay(ticket.payer, offer.terms.price)) return;
    tell(EventKind::low_funds, call_of(offer), ticket.payer,
         LowFunds{.price = offer.terms.price,
                  .balance = balance(ticket.payer),
                  .funded_until = ticket.done_time},
         step);
}

}  // namespace calls::simulator
