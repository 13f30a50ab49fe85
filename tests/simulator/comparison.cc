#include "tests/simulator/comparison.h"

#include <algorithm>
#include <string>
#include <utility>

#include "tests/simulator/same.h"
#include "tests/simulator/violation.h"

namespace calls::simulator {
namespace {

using std::to_string;

template <class T>
T ask(Life& life, const model::Query& query) {
    T value;
    life.store().ask(query,
                     [&](engine::QueryAnswer answer) { value = std::get<T>(std::move(answer)); });
    return value;
}

template <class Row, class Query>
std::vector<Row> all(Life& life, Query query) {
    std::vector<Row> rows;
    query.page.limit = model::page_limit_max;
    for (bool more = true; more;) {
        auto page = ask<model::Rows<Row>>(life, query);
        rows.insert(rows.end(), page.rows.begin(), page.rows.end());
        more = page.next.has_value();
        query.page.after = page.next.value_or(0);
    }
    return rows;
}

void compare_live_calls(Life& life, const Model& model) {
    const rules::State& state = life.engine().state();
    expect(state.live_calls() == std::ssize(model.live_calls()), "live calls",
           to_string(state.live_calls()) + " in memory, " + to_string(model.live_calls().size()) +
               " expected");
    for (const LiveCall& live : model.live_calls()) {
        const std::string call = "call " + to_string(live.id.value);
        const auto found = state.call(live.id);
        expect(found.has_value(), "a live call is not in memory", call);
        const model::Call& row = model.calls().at(static_cast<std::size_t>(live.id.value - 1));
        expect(found->file.call == row, "a live call is another in memory", call);
        expect(found->file.counters == model.counters(live.id), "counters in memory", call);
        expect(found->file.totals == model.totals(live.id), "totals in memory", call);
        for (const model::UserId user : {row.host, row.guest}) {
            expect(state.live_call_of(user) == live.id, "who is busy", call);
            const auto known = model.accounts().find(user);
            const model::Coins balance =
                known == model.accounts().end() ? model::Coins{} : known->second.balance;
            expect(state.balance(user) == balance, "a balance in memory",
                   "user " + to_string(user.value));
        }
    }
}

void compare_records(Life& life, const Model& model) {
    const auto records = all<model::CallView>(life, model::RecordsQuery{});
    auto found = records.begin();
    for (const model::Call& call : model.calls()) {
        if (call.live()) continue;
        const std::string name = "call " + to_string(call.id.value);
        expect(found != records.end(), "a call's record is missing", name);
        expect(found->call == call, "a call's record is another", name);
        expect(found->context.counters == model.counters(call.id), "counters of a record", name);
        const model::CallTotals& totals = model.totals(call.id);
        expect(found->context.tickets == totals.tickets && found->context.paid == totals.paid &&
                   found->context.earned == totals.earned,
               "what a record says was paid", name);
        ++found;
    }
    expect(found == records.end(), "a record of no call", to_string(records.size()));
}

// Rows above `from`, which is moved behind them.
template <class Row, class Query>
std::vector<Row> rows_from(Life& life, std::int64_t& from) {
    Query query;
    query.page.after = from;
    auto rows = all<Row>(life, query);
    from += std::ssize(rows);
    return rows;
}

void compare_tickets(Life& life, const Model& model, std::int64_t& from) {
    auto index = static_cast<std::size_t>(from);
    for (const auto& view : rows_from<model::TicketView, model::TicketsQuery>(life, from)) {
        expect(index < model.tickets().size() && view.ticket == model.tickets()[index],
               "a ticket is another", "ticket " + to_string(index + 1));
        ++index;
    }
    expect(index == model.tickets().size(), "how many tickets there are",
           to_string(index) + ", expected " + to_string(model.tickets().size()));
}

void compare_entries(Life& life, const Model& model, std::int64_t& from) {
    auto index = static_cast<std::size_t>(from);
    for (const auto& entry : rows_from<model::LedgerEntry, model::LedgerQuery>(life, from)) {
        expect(index < model.entries().size() && entry == model.entries()[index],
               "an entry of the ledger is another", "entry " + to_string(index + 1));
        ++index;
    }
    expect(index == model.entries().size(), "how many entries the ledger has",
           to_string(index) + ", expected " + to_string(model.entries().size()));
}

void compare_accounts(Life& life, const Model& model) {
    __extension__ __int128 sum = 0;
    for (const auto& [user, account] : model.accounts()) {
        const auto stored = life.store().find_account(user);
        expect((stored ? *stored : model::Account{.user = user, .balance = {}}) == account,
               "an account is another", "user " + to_string(user.value));
        sum += account.balance.value;
    }
    expect(sum == 0, "all balances add up to 0", to_string(static_cast<std::int64_t>(sum)));
}

void compare_offers(Life& life, const Model& model) {
    for (const model::Offer& offer : model.offers()) {
        const auto stored = life.store().find_offer(offer.provider, offer.resource);
        expect(stored && *stored == offer, "an offer is another",
               "offer " + to_string(offer.id.value));
    }
}

// `most` of them, behind the one that was compared last.
void compare_receipts(Life& life, const Model& model, std::string& after, std::size_t most) {
    auto next = model.receipts().upper_bound(after);
    for (std::size_t i = 0; i < std::min(most, model.receipts().size()); ++i, ++next) {
        if (next == model.receipts().end()) next = model.receipts().begin();
        after = next->first;
        auto stored = life.store().find_receipt(after);
        expect(stored.has_value(), "a kept outcome is missing", after);
        auto expected = next->second;
        forget_heartbeats(stored->outcome);
        forget_heartbeats(expected.outcome);
        expect(*stored == expected, "a kept outcome is another", after);
    }
}

model::EventId pruned(Life& life, const Model& model) {
    const auto oldest = life.store().oldest_event();
    return oldest ? model::EventId{oldest->value - 1} : model.numbers().event;
}

void compare_pruned(Life& life, const Model& model) {
    constexpr std::ptrdiff_t newest = 50;
    expect(pruned(life, model) == model.pruned(), "the oldest event kept",
           to_string(pruned(life, model).value) + " pruned, expected " +
               to_string(model.pruned().value));
    const auto& forgotten = model.forgotten();
    for (auto i = std::max(std::ptrdiff_t{0}, std::ssize(forgotten) - newest);
         i < std::ssize(forgotten); ++i) {
        const std::string& id = forgotten[static_cast<std::size_t>(i)];
        expect(model.receipts().contains(id) || !life.store().find_receipt(id),
               "a pruned outcome is still there", id);
    }
}

}  // namespace

void take_over_heartbeats(Life& life, Model& model) {
    for (const LiveCall& live : std::vector<LiveCall>{model.live_calls()}) {
        const auto found = life.engine().state().call(live.id);
        if (!found) continue;  // compare() will tell
        const model::Call& sent = model.calls().at(static_cast<std::size_t>(live.id.value - 1));
        const model::Call& kept = found->file.call;
        expect(kept.host_hb_time <= sent.host_hb_time && kept.guest_hb_time <= sent.guest_hb_time &&
                   std::min(kept.host_hb_time, kept.guest_hb_time) >= sent.dial_time,
               "a heartbeat came back that was never sent", "call " + to_string(live.id.value));
        model.set_heartbeats(live.id, kept.host_hb_time, kept.guest_hb_time);
    }
}

// However far it came: events from the oldest on, none of them younger than was asked for, and of
// the old outcomes any that are not about money.
void take_over_pruned(Life& life, Model& model, base::Instant before) {
    const auto gone = pruned(life, model);
    expect(gone >= model.pruned(), "a pruned event came back", "");
    for (std::int64_t id = model.pruned().value + 1; id <= gone.value; ++id)
        expect(model.booked().at(static_cast<std::size_t>(id - 1)) < before,
               "an event was pruned too early", "event " + to_string(id));
    model.set_pruned(gone);
    std::vector<std::string> lost;
    for (const auto& [id, receipt] : model.receipts())
        if (receipt.time < before && !receipt.about_money() &&
            life.engine().state().receipt(id) == nullptr && !life.store().find_receipt(id))
            lost.push_back(id);
    for (const std::string& id : lost) model.forget(id);
}

void compare(Life& life, const Model& model, Compared& before) {
    constexpr std::size_t receipts_at_once = 20;
    expect(life.engine().state().numbers() == model.numbers(), "the last numbers given out", "");
    compare_live_calls(life, model);
    compare_records(life, model);
    compare_tickets(life, model, before.tickets);
    compare_entries(life, model, before.entries);
    compare_accounts(life, model);
    compare_offers(life, model);
    compare_receipts(life, model, before.request_id, receipts_at_once);
    compare_pruned(life, model);
}

void compare_all(Life& life, const Model& model) {
    Compared nothing;
    compare(life, model, nothing);
    compare_receipts(life, model, nothing.request_id, model.receipts().size());
}

void audit(Life& life) {
    const auto report = ask<model::AuditReport>(life, model::AuditQuery{});
    for (const model::AuditFinding& finding : report.findings)
        throw Violation{"the audit finds", finding.what + ": " + to_string(finding.id) +
                                               " expected " + finding.expected + ", found " +
                                               finding.found};
}

}  // namespace calls::simulator
