#include <algorithm>
#include <string>

#include "core/rules/charging.h"
#include "core/rules/decide.h"
#include "core/rules/look_up.h"
#include "core/rules/payment.h"

namespace calls::rules {
namespace {

using base::Instant;
using model::PayTicket;
using model::RefusalKind;
using model::Ticket;

model::Refusal refuse_no_offer(const PayTicket& command) {
    return model::refuse(RefusalKind::not_found, "user " + std::to_string(command.provider.value) +
                                                     " offers no " + command.resource);
}

// Asking twice never pays twice.
Decision still_valid(const Ticket& ticket, const model::TicketContext& context) {
    return Decision{.events = {},
                    .beat = {},
                    .subject = model::Outcome{model::TicketReply{
                        .view = {.ticket = ticket, .context = context}, .charged = {}}}};
}

Decided issue(const Moment& moment, const Payment& payment) {
    Draft draft{moment};
    auto paid = pay(moment, payment, draft);
    if (!paid) return paid.error();
    return Decision{.events = draft.take(), .beat = {}, .subject = model::Outcome{*paid}};
}

// While talking, tickets lie on the call's grid; before, a ticket begins now.
Instant ticket_time_of(const model::CallFile& file, Instant now) {
    const auto due = next_charge(file);
    return due ? due->time : now;
}

Decided pay_for_call(const Moment& moment, const PayTicket& command, model::CallId call) {
    const auto state = moment.state.call(call);
    if (!state || !state->file.offer || state->file.call.host != command.provider)
        return refuse_no_offer(command);
    const model::CallFile& file = state->file;
    if (command.payer != file.call.guest)
        return model::refuse(RefusalKind::forbidden, "user " + std::to_string(command.payer.value) +
                                                         " is not the guest of call " +
                                                         std::to_string(call.value));
    if (!file.call.live()) return refuse_ended(moment, file);
    Payment payment = payment_for_call(file, ticket_time_of(file, moment.now));
    payment.free = command.free;
    if (file.last_ticket && holds(*file.last_ticket, payment.terms.mode, moment.now))
        return still_valid(*file.last_ticket, payment.context);
    if (file.call.talking() && state->charges_wait())
        return model::refuse(RefusalKind::conflict,
                             "the charges of call " + std::to_string(call.value) +
                                 " wait until both sides have sent a heartbeat since the start");
    return issue(moment, payment);
}

}  // namespace

Decided decide(const Moment& moment, const PayTicket& command) {
    if (command.payer == command.provider)
        return model::refuse(RefusalKind::invalid, "provideUserId: nobody pays his own offer");
    const auto resource = model::parse_resource(command.resource);
    if (resource.kind == model::ResourceName::Kind::call)
        return pay_for_call(moment, command, resource.call);

    const model::Offer* offer = moment.state.chat_offer({command.provider, command.resource});
    if (offer == nullptr) return refuse_no_offer(command);
    const model::TicketContext context{.host = offer->provider,
                                       .call = {},
                                       .resource = offer->resource,
                                       .price = offer->terms.price};
    const Ticket* last = moment.state.chat_ticket({offer->id, command.payer});
    if (last != nullptr && holds(*last, offer->terms.mode, moment.now))
        return still_valid(*last, context);
    return issue(moment, Payment{.offer = offer->id,
                                 .terms = offer->terms,
                                 .context = context,
                                 .payer = command.payer,
                                 .ticket_time = moment.now,
                                 .free = command.free});
}

}  // namespace calls::rules
