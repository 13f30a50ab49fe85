#include <algorithm>
#include <map>
#include <string>
#include <variant>

#include "core/base/overloaded.h"
#include "tests/simulator/model.h"
#include "tests/simulator/pages.h"

// Pages of history.

namespace calls::simulator {

// An audit and a backup say something about the store and have a default reply; a prune comes as a
// change.
model::Reply Model::answer(const model::Query& what, Step& step) {
    return std::visit(
        base::Overloaded{[&](const model::RecordsQuery& it) {
                             return model::Reply{.answer = read(it, step.now)};
                         },
                         [](const model::AuditQuery&) { return model::Reply{}; },
                         [](const model::BackupQuery&) { return model::Reply{}; },
                         [](const model::PruneQuery&) { return model::Reply{}; },
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

namespace {

void add(model::Coins& sum, std::int64_t coins) {
    if (__builtin_add_overflow(sum.value, coins, &sum.value)) sum.value = INT64_MAX;
}

}  // namespace

// Everything in a map, one row after another.
model::Answer Model::read(const model::ReportQuery& query) const {
    constexpr std::int64_t day = 86'400'000;
    std::map<std::int64_t, model::ReportRow> rows;
    const auto row_of = [&](std::int64_t order, const std::string& reason) -> model::ReportRow& {
        model::ReportRow& row = rows[order];
        row.by = query.by;
        row.order = order;
        row.reason = reason;
        return row;
    };
    const auto row_for = [&](base::Instant at, model::UserId host, model::UserId guest,
                             std::int64_t place, const std::string& reason) -> model::ReportRow& {
        switch (query.by) {
            case model::ReportBy::day:
                return row_of((at.ms + query.utc_offset.count() + 2 * day) / day, "");
            case model::ReportBy::host:
                return row_of(host.value, "");
            case model::ReportBy::guest:
                return row_of(guest.value, "");
            case model::ReportBy::reason:
                break;
        }
        return row_of(place, reason);
    };
    const auto place = [](model::HangReason reason) { return static_cast<std::int64_t>(reason); };
    for (const model::Call& call : calls_) {
        if (call.live() || !within(query.span, call.hang_time)) continue;
        model::ReportRow& row =
            row_for(call.hang_time, call.host, call.guest, place(call.hang_reason),
                    std::string{name_of(call.hang_reason)});
        ++row.calls;
        if (call.idal_time.happened()) ++row.answered;
        if (call.ehlo_time.happened()) row.talk += call.hang_time - call.ehlo_time;
    }
    for (const model::Ticket& ticket : tickets_) {
        if (!within(query.span, ticket.ticket_time)) continue;
        const model::Offer& offer = offers_.at(static_cast<std::size_t>(ticket.offer.value - 1));
        const model::CallId call = call_of(offer);
        std::int64_t at = 10;
        std::string reason = "chat";
        if (call) {
            const bool live = call_at(call).live();
            at = live ? 9 : place(call_at(call).hang_reason);
            reason = live ? "live" : std::string{name_of(call_at(call).hang_reason)};
        }
        model::ReportRow& row =
            row_for(ticket.ticket_time, offer.provider, ticket.payer, at, reason);
        ++row.tickets;
        if (ticket.free) ++row.free_tickets;
        add(row.paid, ticket.paid.value);
        add(row.earned, ticket.earned.value);
        if (!ticket.free) add(row.fees, ticket.paid.value - ticket.earned.value);
    }
    return page_of<model::ReportRow>(
        rows, query.page, [](const auto&) { return true; },
        [](const auto& row) { return row.second; }, [](const auto& row) { return row.first; });
}

}  // namespace calls::simulator
