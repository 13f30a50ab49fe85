#include "core/store/ticket_walk.h"

#include <algorithm>
#include <string>

namespace calls::store {
namespace {

using base::Instant;
using model::Mode;

std::string from(Instant time) {
    return "from " + std::to_string(time.ms);
}

}  // namespace

void TicketWalk::take(const model::Ticket& ticket) {
    check_terms(ticket);
    check_place(ticket);
    last_ = ticket;
}

std::optional<Instant> TicketWalk::next_due() const {
    if (!last_) return std::max(places_.talks_from, offer_.create_time);
    if (offer_.terms.mode == Mode::once) return std::nullopt;
    return std::max(places_.talks_from, last_->done_time);
}

void TicketWalk::check_terms(const model::Ticket& ticket) {
    const bool each = offer_.terms.mode == Mode::each;
    const Instant done = each ? ticket.ticket_time + offer_.terms.period : base::never_happened;
    if (ticket.done_time != done)
        findings_.add("a ticket lasts one period", ticket.id.value,
                      "done " + std::to_string(done.ms),
                      "done " + std::to_string(ticket.done_time.ms));
    const model::Coins price = ticket.free ? model::Coins{0} : offer_.terms.price;
    if (ticket.paid != price)
        findings_.add("a ticket cost the offer's price, or nothing where it was free",
                      ticket.id.value, "paid " + std::to_string(price.value),
                      "paid " + std::to_string(ticket.paid.value));
    if (ticket.earned.value < 0 || ticket.earned > offer_.terms.price)
        findings_.add("a ticket earns no more than the offer's price", ticket.id.value,
                      "0 to " + std::to_string(offer_.terms.price.value),
                      std::to_string(ticket.earned.value));
}

// One finding a ticket: what comes first explains the rest.
void TicketWalk::check_place(const model::Ticket& ticket) {
    const Instant time = ticket.ticket_time;
    const std::int64_t id = ticket.id.value;
    if (last_ && offer_.terms.mode == Mode::once) {
        findings_.add("what is sold once is paid once", id,
                      "ticket " + std::to_string(last_->id.value) + " alone",
                      "another " + from(time));
        return;
    }
    const Instant earliest = last_ ? last_->done_time : offer_.create_time;
    if (time < earliest) {
        findings_.add("a ticket begins when the one before has run out, or with the offer", id,
                      from(earliest) + " or later", from(time));
        return;
    }
    if (places_.talks_from.happened() && time > places_.talks_from && time != *next_due()) {
        findings_.add("tickets of one call leave no gap while it is talking", id, from(*next_due()),
                      from(time));
        return;
    }
    if (places_.taken_until.happened() && time > places_.taken_until)
        findings_.add("no period is paid that was not entered", id,
                      "none after " + std::to_string(places_.taken_until.ms), from(time));
}

}  // namespace calls::store
