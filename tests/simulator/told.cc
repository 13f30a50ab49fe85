#include "tests/simulator/told.h"

#include <utility>

#include "core/base/check.h"

namespace calls::simulator {
namespace {

using model::EventKind;

Told money(const model::Event& event) {
    CHECK(!event.rows.entries.empty());
    const model::LedgerEntry& entry = event.rows.entries.front();
    return MoneyMoved{
        .entry = entry.id,
        .amount = entry.amount,
        .balance = entry.credit == event.user ? entry.credit_balance : entry.debit_balance};
}

Told contents(const model::Event& event) {
    switch (event.kind) {
        case EventKind::dial:
        case EventKind::answer:
        case EventKind::hello:
        case EventKind::hello_back:
        case EventKind::hang:
            return model::CallView{.call = event.rows.call.value(),
                                   .context = std::get<model::CallContext>(event.note),
                                   .as_of = event.time};
        case EventKind::counters:
            return event.rows.counters.value();
        case EventKind::offer:
            return event.rows.offer.value();
        case EventKind::ticket: {
            const auto& note = std::get<model::TicketNote>(event.note);
            return TicketTold{
                .view = {.ticket = event.rows.ticket.value(), .context = note.context},
                .automatic = note.automatic};
        }
        case EventKind::low_funds: {
            const auto& note = std::get<model::LowFundsNote>(event.note);
            return LowFunds{
                .price = note.price, .balance = note.balance, .funded_until = note.funded_until};
        }
        case EventKind::deposit:
        case EventKind::withdrawal:
            return money(event);
        case EventKind::start:
            return Started{.live_calls = std::get<model::StartNote>(event.note).live_calls};
        case EventKind::receipt:
            break;
    }
    return std::monostate{};
}

}  // namespace

Happening told(const model::Event& event) {
    return {.id = event.id,
            .time = event.time,
            .kind = event.kind,
            .call = event.call,
            .user = event.user,
            .told = contents(event)};
}

}  // namespace calls::simulator
