#include <algorithm>
#include <variant>

#include "core/base/overloaded.h"
#include "tests/simulator/model.h"
#include "tests/simulator/pages.h"

// Pages of history.

namespace calls::simulator {

// An audit and a backup say something about the store and have a default reply.
model::Reply Model::answer(const model::Query& what, Step& step) {
    return std::visit(
        base::Overloaded{[&](const model::RecordsQuery& it) {
                             return model::Reply{.answer = read(it, step.now)};
                         },
                         [](const model::AuditQuery&) { return model::Reply{}; },
                         [](const model::BackupQuery&) { return model::Reply{}; },
                         [&](const auto& it) { return model::Reply{.answer = read(it)}; }},
        what);
}

model::Answer Model::read(const model::RecordsQuery& query, base::Instant now) const {
    const auto wanted = [&](const model::Call& call) {
        return !call.live() && passes(query.filter, call) &&
               (!query.reason || call.hang_reason == *query.reason) &&
               within(query.hung, call.hang_time);
    };
    return page_of<model::CallView>(
        calls_, query.page, wanted, [&](const model::Call& call) { return view_of(call.id, now); },
        [](const model::Call& call) { return call.id.value; });
}

model::Answer Model::read(const model::TicketsQuery& query) const {
    const auto wanted = [&](const model::Ticket& ticket) {
        const model::Offer& offer = offers_.at(static_cast<std::size_t>(ticket.offer.value - 1));
        return (!query.call || query.call == call_of(offer)) &&
               (!query.payer || query.payer == ticket.payer) &&
               (!query.host || query.host == offer.provider) &&
               (!query.offer || query.offer == offer.id) && within(query.taken, ticket.ticket_time);
    };
    return page_of<model::TicketView>(
        tickets_, query.page, wanted, [&](const model::Ticket& ticket) { return view_of(ticket); },
        [](const model::Ticket& ticket) { return ticket.id.value; });
}

// The bounds are both inclusive; system accounts are not listed.
model::Answer Model::read(const model::AccountsQuery& query) const {
    const auto wanted = [&](const auto& row) {
        const model::Account& account = row.second;
        return account.user.value > 0 && (!query.min || account.balance >= *query.min) &&
               (!query.max || account.balance <= *query.max);
    };
    return model::AccountRows{
        .page = page_of<model::Account>(
            accounts_, query.page, wanted, [](const auto& row) { return row.second; },
            [](const auto& row) { return row.first.value; }),
        .credit_limit = settings_.credit_limit};
}

model::Answer Model::read(const model::LedgerQuery& query) const {
    const auto wanted = [&](const model::LedgerEntry& entry) {
        return (!query.user || query.user == entry.debit || query.user == entry.credit) &&
               (!query.call || query.call == entry.call) &&
               (!query.ticket || query.ticket == entry.ticket) &&
               (query.kinds.empty() ||
                std::ranges::find(query.kinds, entry.kind) != query.kinds.end()) &&
               within(query.booked, entry.time);
    };
    return page_of<model::LedgerEntry>(
        entries_, query.page, wanted, [](const model::LedgerEntry& entry) { return entry; },
        [](const model::LedgerEntry& entry) { return entry.id.value; });
}

}  // namespace calls::simulator
