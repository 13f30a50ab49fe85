#include <algorithm>

#include "core/base/check.h"
#include "tests/simulator/model.h"

// Rows by id, and what a call and a ticket are shown with.

namespace calls::simulator {
namespace {

template <class Id>
std::size_t index_of(Id id) {
    return static_cast<std::size_t>(id.value - 1);
}

// from + count * length, or the end of time.
base::Instant later_by(base::Instant from, std::int64_t count, base::Millis length) {
    __extension__ using Wide = __int128;
    const Wide end = Wide{from.ms} + Wide{count} * length.count();
    return end >= base::last_instant.ms ? base::last_instant
                                        : base::Instant{static_cast<std::int64_t>(end)};
}

// How many periods a balance pays for; none for a balance that is already below the limit.
std::int64_t periods_paid(model::Coins balance, model::Coins limit, model::Coins price) {
    __extension__ using Wide = __int128;
    const Wide funds = std::max(Wide{0}, Wide{balance.value} + limit.value);
    if (price.value == 0) return base::last_instant.ms;  // for ever
    return static_cast<std::int64_t>(std::min(funds / price.value, Wide{base::last_instant.ms}));
}

}  // namespace

bool Model::known(model::CallId call) const {
    return call.value >= 1 && index_of(call) < calls_.size();
}
const model::Call& Model::call_at(model::CallId call) const {
    CHECK(known(call));
    return calls_.at(index_of(call));
}
model::Call& Model::call_at(model::CallId call) {
    CHECK(known(call));
    return calls_.at(index_of(call));
}
const Model::Beside& Model::beside(model::CallId call) const {
    CHECK(known(call));
    return beside_.at(index_of(call));
}
Model::Beside& Model::beside(model::CallId call) {
    CHECK(known(call));
    return beside_.at(index_of(call));
}
const model::CounterValues& Model::counters(model::CallId call) const {
    return beside(call).counters;
}
const model::CallTotals& Model::totals(model::CallId call) const {
    return beside(call).totals;
}

const LiveCall* Model::live(model::CallId call) const {
    const auto found = std::ranges::find(live_, call, &LiveCall::id);
    return found == live_.end() ? nullptr : &*found;
}
LiveCall* Model::live(model::CallId call) {
    const auto found = std::ranges::find(live_, call, &LiveCall::id);
    return found == live_.end() ? nullptr : &*found;
}

const model::Call* Model::live_call_of(model::UserId user) const {
    for (const LiveCall& live : live_)
        if (call_at(live.id).side_of(user)) return &call_at(live.id);
    return nullptr;
}

model::CallId Model::call_of(const model::Offer& offer) {
    return offer.module == model::Module::call ? model::CallId{offer.mode_id} : model::CallId{};
}
const model::Offer* Model::offer_of(model::CallId call) const {
    const model::OfferId offer = beside(call).offer;
    return offer ? &offers_.at(index_of(offer)) : nullptr;
}
const model::Offer* Model::offer_of(model::UserId provider, const std::string& resource) const {
    const auto found = offer_ids_.find({provider, resource});
    return found == offer_ids_.end() ? nullptr : &offers_.at(index_of(found->second));
}
const model::Ticket* Model::last_ticket(model::OfferId offer, model::UserId payer) const {
    const auto found = last_tickets_.find({offer, payer});
    return found == last_tickets_.end() ? nullptr : &tickets_.at(index_of(found->second));
}

model::CallView Model::view_of(model::CallId id, base::Instant as_of) const {
    const model::Call& call = call_at(id);
    const Beside& with = beside(id);
    model::CallContext context;
    context.counters = with.counters;
    context.tickets = with.totals.tickets;
    context.paid = with.totals.paid;
    context.earned = with.totals.earned;
    if (const model::Offer* const offer = offer_of(id)) {
        const model::Terms& terms = offer->terms;
        context.terms = terms;
        if (call.talking() && terms.mode == model::Mode::each) {
            const base::Instant next = charge_time(call).value();
            const std::int64_t periods =
                periods_paid(balance(call.guest), settings_.credit_limit, terms.price);
            context.next_charge = next;
            // What costs nothing has no last period that could be paid.
            if (terms.price.value > 0) context.funded_until = later_by(next, periods, terms.period);
        }
    }
    return {.call = call, .context = context, .as_of = as_of};
}

model::TicketView Model::view_of(const model::Ticket& ticket) const {
    const model::Offer& offer = offers_.at(index_of(ticket.offer));
    const model::CallId call = call_of(offer);
    return {.ticket = ticket,
            .context = {.host = offer.provider,
                        .call = call,
                        .resource = call ? std::string{} : offer.resource,
                        .price = offer.terms.price}};
}

}  // namespace calls::simulator
