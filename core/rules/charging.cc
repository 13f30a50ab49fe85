#include "core/rules/charging.h"

#include <algorithm>
#include <cstdint>

#include "core/base/whole.h"

namespace calls::rules {

using base::Instant;
using model::CallFile;
using model::Coins;
using model::Mode;

std::optional<ChargeTime> next_charge(const CallFile& file) {
    if (!file.call.talking() || !file.offer) return std::nullopt;
    const Instant ehlo = file.call.ehlo_time;
    if (!file.last_ticket)
        return ChargeTime{.time = std::max(ehlo, file.offer->create_time), .first = true};
    if (file.offer->terms.mode == Mode::once) return std::nullopt;
    return ChargeTime{.time = std::max(ehlo, file.last_ticket->done_time), .first = false};
}

bool holds(const model::Ticket& ticket, Mode mode, Instant now) {
    return mode == Mode::once || now < ticket.done_time;
}

Coins spendable(Coins balance, const Settings& settings) {
    const auto sum = base::checked_add(balance.value, settings.credit_limit.value);
    return Coins{sum.value_or(INT64_MAX)};
}

bool can_pay(Coins balance, Coins price, const Settings& settings) {
    if (price.value == 0) return true;
    const auto left = base::checked_sub(balance.value, price.value);
    return left && *left >= -settings.credit_limit.value;
}

std::optional<Instant> funded_until(const CallFile& file, Coins balance, const Settings& settings) {
    const auto next = next_charge(file);
    if (!next || file.offer->terms.mode != Mode::each) return std::nullopt;
    const auto& terms = file.offer->terms;
    if (terms.price.value == 0) return std::nullopt;
    const std::int64_t periods =
        std::max<std::int64_t>(0, spendable(balance, settings).value / terms.price.value);
    const std::int64_t room = (base::last_instant - next->time) / terms.period;
    if (periods > room) return base::last_instant;
    return next->time + terms.period * periods;
}

model::CallContext context_of(const CallFile& file, Coins guest_balance, const Settings& settings) {
    model::CallContext context;
    context.counters = file.counters;
    context.tickets = file.totals.tickets;
    context.paid = file.totals.paid;
    context.earned = file.totals.earned;
    if (!file.offer) return context;
    context.terms = file.offer->terms;
    if (file.offer->terms.mode != Mode::each) return context;
    if (const auto next = next_charge(file)) context.next_charge = next->time;
    context.funded_until = funded_until(file, guest_balance, settings);
    return context;
}

}  // namespace calls::rules
