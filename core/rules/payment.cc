#include "core/rules/payment.h"

#include <string>
#include <utility>

#include "core/base/check.h"
#include "core/base/whole.h"
#include "core/rules/charging.h"
#include "core/rules/ledger.h"

namespace calls::rules {
namespace {

using base::Instant;
using model::Coins;
using model::EntryKind;
using model::Event;
using model::EventKind;
using model::Mode;
using model::RefusalKind;
using model::Result;
using model::Ticket;

Ticket make_ticket(const Moment& moment, const Payment& payment, Draft& draft) {
    const bool each = payment.terms.mode == Mode::each;
    return Ticket{
        .id = draft.new_ticket(),
        .offer = payment.offer,
        .payer = payment.payer,
        .ticket_time = payment.ticket_time,
        .done_time = each ? payment.ticket_time + payment.terms.period : base::never_happened,
        .paid = payment.free ? Coins{0} : payment.terms.price,
        .earned = model::host_share(payment.terms.price, moment.settings().host_share_percent),
        .free = payment.free};
}

Result<void> post(const Payment& payment, const Ticket& ticket, Posting& posting, Draft& draft) {
    const auto purpose = [&](EntryKind kind) {
        return Posting::Purpose{.kind = kind, .ticket = ticket.id, .call = payment.context.call};
    };
    const model::UserId host = payment.context.host;
    if (payment.free)
        return posting.move(model::platform_account, host, ticket.earned,
                            purpose(EntryKind::free_ticket), draft);
    const Coins fee{ticket.paid.value - ticket.earned.value};
    const auto to_host =
        posting.move(payment.payer, host, ticket.earned, purpose(EntryKind::ticket), draft);
    if (!to_host) return to_host;
    return posting.move(payment.payer, model::platform_account, fee, purpose(EntryKind::ticket_fee),
                        draft);
}

// What the ticket adds to its call; false where a sum would overflow.
bool add_to_call(model::CallFile& file, const Ticket& ticket) {
    const auto counter =
        base::checked_add(file.counters[model::earned_counter], ticket.earned.value);
    const auto paid = base::checked_add(file.totals.paid.value, ticket.paid.value);
    const auto earned = base::checked_add(file.totals.earned.value, ticket.earned.value);
    if (!counter || !paid || !earned) return false;
    file.counters[model::earned_counter] = *counter;
    ++file.totals.tickets;
    file.totals.paid = Coins{*paid};
    file.totals.earned = Coins{*earned};
    file.last_ticket = ticket;
    return true;
}

void warn_of_low_funds(const Moment& moment, const Payment& payment, const Ticket& ticket,
                       Coins balance, Draft& draft) {
    if (payment.file == nullptr || payment.terms.mode != Mode::each) return;
    if (can_pay(balance, payment.terms.price, moment.settings())) return;
    Event& event = draft.add(EventKind::low_funds, payment.context.call, payment.payer);
    event.note = model::LowFundsNote{
        .price = payment.terms.price, .balance = balance, .funded_until = ticket.done_time};
}

}  // namespace

Payment payment_for_call(const model::CallFile& file, Instant ticket_time) {
    CHECK(file.offer.has_value());
    return Payment{.offer = file.offer->id,
                   .terms = file.offer->terms,
                   .context = {.host = file.call.host,
                               .call = file.call.id,
                               .resource = {},
                               .price = file.offer->terms.price},
                   .payer = file.call.guest,
                   .ticket_time = ticket_time,
                   .file = &file};
}

Result<model::TicketReply> pay(const Moment& moment, const Payment& payment, Draft& draft) {
    const Ticket ticket = make_ticket(moment, payment, draft);
    const Coins before = moment.state.balance(payment.payer);
    if (!can_pay(before, ticket.paid, moment.settings())) {
        auto refusal = model::refuse(RefusalKind::insufficient_funds,
                                     "user " + std::to_string(payment.payer.value) + " has " +
                                         std::to_string(before.value) + " and cannot pay " +
                                         std::to_string(ticket.paid.value) + "; deposit first");
        refusal.balance = before;
        refusal.price = ticket.paid;
        return refusal;
    }
    Posting posting{moment};
    if (const auto posted = post(payment, ticket, posting, draft); !posted) return posted.error();
    Event& event = draft.add(EventKind::ticket, payment.context.call, payment.payer);
    const Coins left = posting.balance(payment.payer);
    std::move(posting).move_to(event.rows);
    event.rows.ticket = ticket;
    event.note = model::TicketNote{.context = payment.context, .automatic = payment.automatic};
    if (payment.file != nullptr) {
        model::CallFile file = *payment.file;
        if (!add_to_call(file, ticket))
            return model::refuse(RefusalKind::conflict,
                                 "the earning would overflow the call's counter 1 or its totals; "
                                 "nothing was charged");
        event.rows.counters = model::Counters{.call = file.call.id, .value = file.counters};
        event.rows.totals = file.totals;
    }
    warn_of_low_funds(moment, payment, ticket, left, draft);
    return model::TicketReply{.view = {.ticket = ticket, .context = payment.context},
                              .charged = ticket.paid,
                              .issued = true};
}

}  // namespace calls::rules
