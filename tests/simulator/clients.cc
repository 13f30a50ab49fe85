#include "tests/simulator/clients.h"

#include <algorithm>
#include <array>
#include <utility>

namespace calls::simulator {
namespace {

constexpr std::size_t kept_max = 64;  // old request ids worth asking again

using What = decltype(model::Command::what);

model::CallId live_call_of(const Model& model, model::UserId user) {
    for (const LiveCall& live : model.live_calls()) {
        const model::Call& call = model.calls().at(static_cast<std::size_t>(live.id.value - 1));
        if (call.side_of(user)) return live.id;
    }
    return {};
}

model::Command plain(What what) {
    return {.what = std::move(what), .request_id = {}};
}

}  // namespace

Clients::Clients(Chance& chance, const Scale& scale, const Model& model)
    : chance_(chance),
      scale_(scale),
      model_(model),
      clients_(static_cast<std::size_t>(scale.clients)) {}

std::optional<Asked> Clients::ask() {
    const auto origin = static_cast<std::size_t>(chance_.number(0, std::ssize(clients_) - 1));
    Client& client = clients_.at(origin);
    if (client.waiting) return std::nullopt;
    Asked asked{.origin = origin, .command = {}};
    if (client.unsettled) {
        asked.command = *std::exchange(client.unsettled, std::nullopt);
        asked.again = true;
    } else {
        asked.command = next();
    }
    client.waiting = asked.command;
    return asked;
}

void Clients::answered(std::uint64_t origin, bool certain) {
    Client& client = clients_.at(origin);
    if (!certain && client.waiting && !client.waiting->request_id.empty())
        client.unsettled = std::move(client.waiting);
    client.waiting.reset();
}

void Clients::hung_up() {
    for (std::size_t origin = 0; origin < clients_.size(); ++origin)
        if (clients_[origin].waiting) answered(origin, false);
}

model::Command Clients::next() {
    if (chance_.percent(42)) return plain(heartbeat());
    if (chance_.percent(10)) return plain(read());
    if (chance_.percent(2)) return plain(query());
    model::Command command{.what = change(), .request_id = {}};
    const int twins = newest_is_prune() ? 20 : newest_.request_id.empty() ? 0 : 1;
    if (chance_.percent(twins)) return twin(std::move(command));
    if (chance_.percent(60)) command.request_id = "r" + std::to_string(++requests_);
    if (!kept_.empty() && chance_.percent(5)) return once_more(std::move(command));
    if (command.request_id.empty()) return command;
    newest_ = command;
    if (kept_.size() == kept_max)
        kept_[static_cast<std::size_t>(chance_.number(0, kept_max - 1))] = command;
    else
        kept_.push_back(command);
    return command;
}

// An old request id, mostly with its own command.
model::Command Clients::once_more(model::Command other) {
    const auto& old = kept_.at(static_cast<std::size_t>(chance_.number(0, std::ssize(kept_) - 1)));
    if (chance_.percent(75)) return old;
    other.request_id = old.request_id;
    return other;
}

// What was asked last comes once more, most likely while it is under way: a prune takes more than a
// turn.
model::Command Clients::twin(model::Command other) const {
    if (chance_.percent(75)) return newest_;
    other.request_id = newest_.request_id;
    return other;
}

bool Clients::newest_is_prune() const {
    const auto* change = std::get_if<model::Change>(&newest_.what);
    return change != nullptr && std::holds_alternative<model::Prune>(*change);
}

model::Change Clients::change() {
    const std::int64_t dice = chance_.number(1, 100);
    if (dice <= 25) return dial();
    if (dice <= 32) return model::Idal{.call = call(), .user = {chance_.number(0, scale_.users)}};
    if (dice <= 40) return model::Hang{.call = call(), .user = {chance_.number(0, scale_.users)}};
    if (dice <= 43) return model::SetCounts{.call = call(), .edits = edits()};
    if (dice <= 47) return model::AddCounts{.call = call(), .edits = edits()};
    if (dice <= 57) return publish();
    if (dice <= 78) return pay();
    if (dice <= 98) return money();
    if (dice <= 99) return prune();
    return model::MoveClock{.advance = base::Millis{1000}, .set = {}, .keep_alive = {}};
}

// Mostly little, so that much is left; now and then all there is.
model::Prune Clients::prune() {
    const auto& booked = model_.booked();
    if (booked.empty() || chance_.percent(10)) return {base::last_instant};
    const auto kept = std::ssize(booked) - model_.pruned().value;
    const auto most = chance_.percent(20) ? kept : std::min<std::int64_t>(kept, 40);
    const auto at = std::min(model_.pruned().value + chance_.number(0, most),
                             std::ssize(booked) - std::int64_t{1});
    return {booked[static_cast<std::size_t>(at)] + base::Millis{chance_.number(0, 1)}};
}

model::UserId Clients::user() {
    return {chance_.number(1, scale_.users)};
}

model::CallId Clients::call() {
    const auto last = static_cast<std::int64_t>(model_.calls().size());
    if (chance_.percent(75))
        if (const model::CallId live = live_call_of(model_, user())) return live;
    return {
        std::max<std::int64_t>(1, chance_.number(chance_.percent(10) ? 1 : last - 6, last + 1))};
}

std::string Clients::room() {
    return "room-" + std::to_string(chance_.number(1, rooms));
}

model::Coins Clients::sum() {
    if (scale_.large_sums && chance_.percent(20))
        return {INT64_MAX - chance_.number(0, 1) * chance_.number(0, 1000)};
    return {chance_.number(1, 300)};
}

model::Terms Clients::terms() {
    model::Terms terms{.mode = model::Mode::once, .period = base::Millis{0}, .price = {}};
    if (chance_.percent(70)) {
        terms.mode = model::Mode::each;
        terms.period = scale_.periods.at(static_cast<std::size_t>(chance_.number(0, 4)));
    }
    terms.price = {chance_.number(0, 4) * 7};
    if (scale_.large_sums && chance_.percent(10)) terms.price = sum();
    return terms;
}

model::Dial Clients::dial() {
    model::Dial dial{.host = user(), .guest = user(), .direct = chance_.percent(30), .terms = {}};
    while (dial.guest == dial.host && chance_.percent(95)) dial.guest = user();
    if (chance_.percent(30))
        dial.counters.at(static_cast<std::size_t>(chance_.number(0, 8))) = chance_.number(-5, 5);
    if (chance_.percent(70)) dial.terms = terms();
    return dial;
}

model::Heartbeat Clients::heartbeat() {
    const model::CallId id = call();
    const auto index = static_cast<std::size_t>(id.value - 1);
    if (index >= model_.calls().size() || chance_.percent(3)) return {.call = id, .user = user()};
    const model::Call& row = model_.calls()[index];
    return {.call = id, .user = chance_.percent(50) ? row.host : row.guest};
}

model::CounterEdits Clients::edits() {
    constexpr std::array<std::int64_t, 6> values{0, 1, -1, 1000, INT64_MAX, INT64_MIN};
    model::CounterEdits edits;
    for (auto& edit : edits)
        if (chance_.percent(20))
            edit =
                values.at(static_cast<std::size_t>(chance_.number(0, chance_.percent(5) ? 5 : 3)));
    return edits;
}

model::Publish Clients::publish() {
    model::Publish publish{.provider = user(),
                           .resource = room(),
                           .module = model::Module::chat,
                           .terms = terms(),
                           .mode_id = {}};
    if (chance_.percent(10)) publish.mode_id = 4;
    if (chance_.percent(45)) return publish;
    const model::CallId id = call();
    publish.resource = model::call_resource(id);
    publish.module = model::Module::call;
    publish.mode_id.reset();
    const auto index = static_cast<std::size_t>(id.value - 1);
    if (index < model_.calls().size() && chance_.percent(90))
        publish.provider = model_.calls()[index].host;
    return publish;
}

model::PayTicket Clients::pay() {
    model::PayTicket pay{
        .payer = user(), .provider = user(), .resource = room(), .free = chance_.percent(15)};
    if (chance_.percent(40)) return pay_again(pay);
    if (chance_.percent(40)) return pay;
    const model::CallId id = call();
    pay.resource = model::call_resource(id);
    const auto index = static_cast<std::size_t>(id.value - 1);
    if (index < model_.calls().size() && chance_.percent(90)) {
        pay.payer = model_.calls()[index].guest;
        pay.provider = model_.calls()[index].host;
    }
    return pay;
}

// What was paid not long ago: it may still hold, or have run out this very moment.
model::PayTicket Clients::pay_again(model::PayTicket pay) {
    const auto last = std::ssize(model_.tickets());
    if (last == 0) return pay;
    const auto back = std::min<std::int64_t>(last, chance_.scale(4));
    const model::Ticket& ticket = model_.tickets()[static_cast<std::size_t>(last - back)];
    const model::Offer& offer = model_.offers()[static_cast<std::size_t>(ticket.offer.value - 1)];
    pay.payer = ticket.payer;
    pay.provider = offer.provider;
    pay.resource = offer.resource;
    return pay;
}

model::Change Clients::money() {
    if (chance_.percent(70)) return model::Deposit{.user = user(), .amount = sum()};
    return model::Withdraw{.user = user(), .amount = sum()};
}

model::Read Clients::read() {
    switch (chance_.number(1, 5)) {
        case 1:
            return model::GetAccount{.user = {chance_.number(-1, scale_.users)}};
        case 2:
            return model::ListLive{.filter = {}, .phase = {}, .page = {}};
        case 3:
            return model::GetCall{.call = {}, .live_of = user()};
        case 4:
            return model::GetOffer{.offer = {}, .call = {}, .provider = user(), .resource = room()};
        default:
            return model::GetCall{.call = call(), .live_of = {}};
    }
}

model::Query Clients::query() {
    switch (chance_.number(1, 5)) {
        case 1:
            return model::LedgerQuery{
                .user = user(), .call = {}, .ticket = {}, .kinds = {}, .booked = {}, .page = {}};
        case 2:
            return model::TicketsQuery{
                .call = call(), .payer = {}, .host = {}, .offer = {}, .taken = {}, .page = {}};
        case 3:
            return model::AccountsQuery{.min = {}, .max = {}, .page = {}};
        case 4:
            return report();
        default:
            return model::RecordsQuery{.filter = {.user = user(), .host = {}, .guest = {}},
                                       .reason = {},
                                       .hung = {},
                                       .page = {}};
    }
}

model::Query Clients::report() {
    model::ReportQuery report;
    report.by = static_cast<model::ReportBy>(chance_.number(0, 3));
    report.utc_offset = base::Millis{chance_.number(-12, 14) * 3'600'000};
    const auto& tickets = model_.tickets();
    if (!tickets.empty() && chance_.percent(50)) {
        const auto at = chance_.number(0, std::ssize(tickets) - 1);
        report.span.since = tickets[static_cast<std::size_t>(at)].ticket_time;
        if (chance_.percent(50)) report.span.until = *report.span.since + base::Millis{100'000};
    }
    return report;
}

}  // namespace calls::simulator
