#include <limits>

#include "tests/simulator/world.h"

// Offers, charges and accounts. The figures are worked out by hand from the contract.

using namespace calls;  // NOLINT(google-build-using-namespace)
using namespace calls::simulator;
using model::CallView;
using model::EntryKind;
using model::EventKind;
using model::HangReason;
using model::RefusalKind;
using model::TicketReply;
using Kinds = std::vector<EventKind>;

namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

// Without heartbeat time-outs, so that only charges come due.
ModelSettings patient(int share = 100, std::int64_t limit = 0) {
    return {
        .heartbeat_timeout = base::Millis{0}, .credit_limit = {limit}, .host_share_percent = share};
}

model::PayTicket for_call(bool free = false) {
    return {guest, host, "call-1", free};
}

}  // namespace

TEST_CASE("model: a dial with an offer needs the first price, and makes dial and offer") {
    World world;
    world.deposit(guest, 99);
    const auto reply = world.dial(each(60'000, 100));
    const auto& poor = std::get<model::Refusal>(reply.answer);
    CHECK(poor.kind == RefusalKind::insufficient_funds);
    CHECK(poor.balance == model::Coins{99});
    CHECK(poor.price == model::Coins{100});
    CHECK(world.model.calls().empty());
    world.deposit(guest, 1);
    world.dial(each(60'000, 100));
    REQUIRE(world.kinds() == Kinds{EventKind::dial, EventKind::offer});
    CHECK(world.told[0].id.value == 3);
    CHECK(std::get<CallView>(world.told[0].told).context.terms == each(60'000, 100));
    CHECK(world.told[1].user == host);
    CHECK(std::get<model::Offer>(world.told[1].told).resource == "call-1");
    CHECK(world.balance(guest) == 100);
}

TEST_CASE("model: the hello-back pays the first period, the host's share rounded down") {
    World world{patient(33)};
    world.deposit(guest, 20);
    world.dial(each(60'000, 7));
    world.beat(host);
    const CallView view = outcome<CallView>(world.beat(guest));
    CHECK(world.kinds() == Kinds{EventKind::hello_back, EventKind::ticket});
    CHECK(std::get<TicketTold>(world.told[1].told).automatic);
    CHECK(view.context.counters[0] == 2);  // 7 * 33 % = 2.31
    CHECK(view.context.paid.value == 7);
    CHECK(view.context.earned.value == 2);
    CHECK(view.context.next_charge == at(60'000));
    CHECK(view.context.funded_until == at(120'000));  // 13 coins left: one more period
    const auto& entries = world.model.entries();
    REQUIRE(entries.size() == 3);
    CHECK(entries[1].kind == EntryKind::ticket);
    CHECK(entries[1].amount.value == 2);
    CHECK(entries[1].debit_balance.value == 18);
    CHECK(entries[1].credit_balance.value == 2);
    CHECK(entries[2].kind == EntryKind::ticket_fee);
    CHECK(entries[2].amount.value == 5);
    CHECK(entries[2].debit_balance.value == 13);
    CHECK(entries[2].credit == model::platform_account);
    CHECK(world.balance(model::world_account) == -20);
}

TEST_CASE("model: a period is paid once it is entered, and not at its edge") {
    const auto tickets = [](std::int64_t hang) {
        World world{patient()};
        world.deposit(guest, 1'000);
        world.talk(each(60'000, 100));
        world.now = hang;
        world.change(model::Hang{call_one, guest});
        return world.model.tickets().size();
    };
    CHECK(tickets(60'000) == 1);
    CHECK(tickets(60'001) == 2);
    CHECK(tickets(120'000) == 2);
    CHECK(tickets(120'001) == 3);
}

TEST_CASE("model: each missed period has its own ticket and time, and the last funds are told") {
    World world{patient()};
    world.deposit(guest, 350);
    world.talk(each(60'000, 100));
    world.now = 500'000;
    world.expire_all();
    CHECK(world.kinds() ==
          Kinds{EventKind::ticket, EventKind::ticket, EventKind::low_funds, EventKind::hang});
    const auto& tickets = world.model.tickets();
    REQUIRE(tickets.size() == 3);
    CHECK(tickets[1].ticket_time == at(60'000));
    CHECK(tickets[2].ticket_time == at(120'000));
    CHECK(tickets[2].done_time == at(180'000));
    const auto& low = std::get<LowFunds>(world.told[2].told);
    CHECK(low.price.value == 100);
    CHECK(low.balance.value == 50);
    CHECK(low.funded_until == at(180'000));
    CHECK(world.call().hang_time == at(180'000));
    CHECK(world.call().hang_reason == HangReason::no_funds);
}

TEST_CASE("model: at one time a time-out comes before a charge") {
    World world;
    world.deposit(guest, 1'000);
    world.talk(each(15'000, 100));
    world.now = 15'001;
    world.expire_all();
    CHECK(world.kinds() == Kinds{EventKind::hang});
    CHECK(world.call().hang_reason == HangReason::host_timeout);
    CHECK(world.model.tickets().size() == 1);
}

TEST_CASE("model: after a start charges wait for both sides, then each missed period is paid") {
    World world{patient()};
    world.deposit(guest, 1'000);
    world.talk(each(60'000, 100));
    world.model.start(at(130'000));
    world.now = 200'000;
    CHECK_FALSE(world.model.next_due(at(world.now)));
    world.beat(guest);
    CHECK(world.told.empty());
    world.now = 200'500;
    const CallView view = outcome<CallView>(world.beat(host));
    CHECK(world.kinds() == Kinds{EventKind::ticket, EventKind::ticket, EventKind::ticket});
    CHECK(view.context.tickets == 4);
    CHECK(world.model.tickets()[3].ticket_time == at(180'000));
    CHECK(world.model.entries().back().time == at(200'500));
}

TEST_CASE("model: who cannot pay for an outage is hung up at the heartbeat that ended it") {
    World world{patient()};
    world.deposit(guest, 200);
    world.talk(each(60'000, 100));
    world.model.start(at(130'000));
    world.now = 200'000;
    world.beat(guest);
    world.beat(host);
    CHECK(world.kinds() == Kinds{EventKind::ticket, EventKind::low_funds, EventKind::hang});
    CHECK(world.call().hang_time == at(200'000));
}

TEST_CASE("model: an outage that nobody came back from is not paid") {
    World world;
    world.deposit(guest, 1'000);
    world.talk(each(10'000, 100));
    world.model.start(at(50'000));
    world.now = 90'000;
    world.expire_all();
    CHECK(world.model.tickets().size() == 1);
    CHECK(world.call().hang_time == at(65'000));
    CHECK(world.call().hang_reason == HangReason::host_timeout);
}

TEST_CASE("model: while charges wait a payment by hand is a conflict, a held ticket is not") {
    World world{patient()};
    world.deposit(guest, 1'000);
    world.talk(each(60'000, 100));
    world.model.start(at(30'000));
    world.now = 59'999;
    CHECK_FALSE(outcome<TicketReply>(world.change(for_call())).issued);
    world.now = 60'000;
    CHECK(refusal(world.change(for_call())) == RefusalKind::conflict);
    world.beat(host);
    world.beat(guest);
    const auto paid = outcome<TicketReply>(world.change(for_call()));  // before it is overdue
    CHECK(paid.issued);
    CHECK(paid.view.ticket.ticket_time == at(60'000));
}

TEST_CASE("model: an answer proves nothing after a start, the heartbeats of both do") {
    World world{patient()};
    world.deposit(guest, 1'000);
    world.dial(each(60'000, 100));
    world.model.start(at(1'000));
    world.now = 2'000;
    world.change(model::Idal{call_one, host});
    world.beat(guest);
    CHECK(world.model.live_calls().front().charges_wait);
    world.beat(host);
    CHECK_FALSE(world.model.live_calls().front().charges_wait);
    world.beat(guest);
    CHECK(world.kinds() == Kinds{EventKind::hello_back, EventKind::ticket});
}

TEST_CASE("model: a ticket from before the talk counts until it runs out") {
    World world{patient()};
    world.deposit(guest, 1'000);
    world.dial(each(60'000, 100));
    world.now = 5'000;
    const auto early = outcome<TicketReply>(world.change(for_call()));
    CHECK(early.charged.value == 100);
    CHECK(early.view.ticket.done_time == at(65'000));
    world.now = 20'000;
    world.beat(host);
    CHECK(outcome<CallView>(world.beat(guest)).context.next_charge == at(65'000));
    CHECK(world.kinds() == Kinds{EventKind::hello_back});

    World late{patient()};
    late.deposit(guest, 1'000);
    late.dial(each(2'000, 100));
    late.change(for_call());
    late.now = 20'000;
    late.beat(host);
    late.beat(guest);
    CHECK(late.kinds() == Kinds{EventKind::hello_back});  // a later charge: once its time passed
    late.now = 20'001;
    late.expire_all();
    CHECK(late.model.tickets().back().ticket_time == at(20'000));
}

TEST_CASE("model: an offer for one payment is paid once and for ever") {
    World world{patient()};
    world.deposit(guest, 100);
    world.talk(once(100));
    CHECK(world.kinds() == Kinds{EventKind::hello_back, EventKind::ticket});  // no low-funds
    CHECK(world.model.tickets().front().done_time == base::never_happened);
    world.now = 1'000'000'000;
    CHECK_FALSE(world.model.next_due(at(world.now)));
    const auto held = outcome<TicketReply>(world.change(for_call()));
    CHECK_FALSE(held.issued);
    CHECK(held.charged.value == 0);
    CHECK(held.view.ticket.paid.value == 100);
    CHECK_FALSE(outcome<CallView>(world.read(model::GetCall{call_one, {}})).context.next_charge);
}

TEST_CASE("model: a free ticket earns the host's share at the platform's expense") {
    World world{patient(70)};
    world.dial();
    world.change(model::Publish{host, "call-1", model::Module::call, each(60'000, 10), {}});
    const auto paid = outcome<TicketReply>(world.change(for_call(true)));
    CHECK(paid.charged.value == 0);
    CHECK(paid.view.ticket.earned.value == 7);
    CHECK(world.kinds() == Kinds{EventKind::ticket, EventKind::low_funds});
    CHECK(world.balance(host) == 7);
    CHECK(world.balance(model::platform_account) == -7);
    REQUIRE(world.model.entries().size() == 1);
    CHECK(world.model.entries()[0].kind == EntryKind::free_ticket);
    CHECK(world.model.accounts().count(guest) == 0);
    CHECK(world.model.totals(call_one).paid.value == 0);
}

TEST_CASE("model: an offer for a talking call is charged at once, or ends it") {
    const model::Publish publish{host, "call-1", model::Module::call, each(60'000, 100), {}};
    World world{patient()};
    world.talk();
    world.deposit(guest, 100);
    world.now = 9'000;
    world.change(publish, "pricing");
    CHECK(world.kinds() == Kinds{EventKind::offer, EventKind::ticket, EventKind::low_funds});
    CHECK(world.model.tickets().front().ticket_time == at(9'000));
    CHECK(world.model.entries().back().request_id.empty());

    World poor{patient()};
    poor.talk();
    poor.now = 9'000;
    CHECK(outcome<model::Offer>(poor.change(publish)).mode_id == 1);
    CHECK(poor.kinds() == Kinds{EventKind::offer, EventKind::hang});
    CHECK(poor.call().hang_time == at(9'000));
    CHECK(poor.call().hang_reason == HangReason::no_funds);
}

TEST_CASE("model: an offer is made once, by the host, under a name that fits") {
    World world;
    world.dial();
    const auto publish = [&](model::UserId who, std::string resource, model::Module module,
                             std::int64_t price, std::optional<std::int64_t> mode_id = {}) {
        return world.change(model::Publish{who, std::move(resource), module, once(price), mode_id});
    };
    using enum model::Module;
    CHECK(refusal(publish(host, "call-01", call, 5)) == RefusalKind::invalid);
    CHECK(refusal(publish(host, "call-1", chat, 5)) == RefusalKind::invalid);
    CHECK(refusal(publish(host, "room", call, 5)) == RefusalKind::invalid);
    CHECK(refusal(publish(host, "call-1", call, 5, 2)) == RefusalKind::invalid);
    CHECK(refusal(publish(host, "call-2", call, 5)) == RefusalKind::not_found);
    CHECK(refusal(publish(guest, "call-1", call, 5)) == RefusalKind::forbidden);
    CHECK(outcome<model::Offer>(publish(host, "room", chat, 5)).id.value == 1);
    CHECK(outcome<model::Offer>(publish(host, "room", chat, 5)).id.value == 1);
    CHECK(world.told.empty());
    CHECK(refusal(publish(host, "room", chat, 6)) == RefusalKind::conflict);
    CHECK(outcome<model::Offer>(publish(guest, "room", chat, 6)).id.value == 2);
    world.change(model::Hang{call_one, {}});
    CHECK(refusal(publish(host, "call-1", call, 5)) == RefusalKind::ended);
}

TEST_CASE("model: the refusals of a ticket come in their order") {
    World world;
    world.dial();
    CHECK(refusal(world.change(model::PayTicket{host, host, "x", false})) == RefusalKind::invalid);
    CHECK(refusal(world.change(for_call())) == RefusalKind::not_found);
    world.change(model::Publish{host, "call-1", model::Module::call, once(5), {}});
    CHECK(refusal(world.change(for_call())) == RefusalKind::insufficient_funds);
    world.change(for_call(true));
    world.change(model::Hang{call_one, {}});
    CHECK(refusal(world.change(model::PayTicket{stranger, host, "call-1", false})) ==
          RefusalKind::forbidden);
    CHECK(refusal(world.change(for_call())) == RefusalKind::ended);  // the held ticket comes later
}

TEST_CASE("model: a chat resource is paid from now, by anyone, for its period") {
    World world;
    world.deposit(guest, 25);
    world.change(model::Publish{host, "room", model::Module::chat, each(5'000, 10), {}});
    const model::PayTicket pay{guest, host, "room", false};
    CHECK(outcome<TicketReply>(world.change(pay)).issued);
    world.now = 4'999;
    CHECK_FALSE(outcome<TicketReply>(world.change(pay)).issued);
    world.now = 7'000;
    const auto second = outcome<TicketReply>(world.change(pay));
    CHECK(second.view.ticket.ticket_time == at(7'000));
    CHECK(second.view.context.resource == "room");
    CHECK(world.kinds() == Kinds{EventKind::ticket});  // low-funds is for calls
    CHECK(world.balance(guest) == 5);
}

TEST_CASE("model: a ticket that would overflow is refused whole, and ends a call that needs it") {
    World world{patient()};
    world.deposit(guest, 1'000);
    world.talk(each(60'000, 100));
    world.change(model::SetCounts{call_one, {most - 99}});
    world.now = 60'001;
    world.expire_all();
    CHECK(world.kinds() == Kinds{EventKind::hang});
    CHECK(world.call().hang_reason == HangReason::no_funds);
    CHECK(world.balance(guest) == 900);

    World rich;
    rich.deposit(host, most);
    CHECK(refusal(rich.change(model::Deposit{host, {1}})) == RefusalKind::conflict);
    rich.change(model::Publish{host, "room", model::Module::chat, once(1), {}});
    CHECK(refusal(rich.change(model::PayTicket{guest, host, "room", true})) ==
          RefusalKind::conflict);
    CHECK(rich.model.tickets().empty());
}

TEST_CASE("model: a balance may fall to the limit and no lower") {
    World world{patient(100, 30)};
    world.deposit(guest, 20);
    const auto reply = world.change(model::Withdraw{guest, {51}});
    CHECK(std::get<model::Refusal>(reply.answer).price == model::Coins{51});
    CHECK(outcome<model::MoneyReply>(world.change(model::Withdraw{guest, {50}})).balance.value ==
          -30);
    REQUIRE(world.kinds() == Kinds{EventKind::withdrawal});
    CHECK(std::get<MoneyMoved>(world.told[0].told) == MoneyMoved{{2}, {50}, {-30}});
    world.talk(each(1'000, 0));  // free for everybody: there is no last period
    CHECK(world.call().live());
    const auto view = outcome<CallView>(world.read(model::GetCall{{}, host}));
    CHECK(view.context.next_charge.has_value());
    CHECK_FALSE(view.context.funded_until.has_value());
    CHECK(world.model.entries().size() == 2);
}

TEST_CASE("model: pages end where nothing follows") {
    World world;
    for (const std::int64_t amount : {1, 2, 3}) world.deposit(guest, amount);
    const auto amounts = [&](model::LedgerQuery query) {
        const auto reply = world.query(std::move(query));
        const auto& page = std::get<model::Rows<model::LedgerEntry>>(reply.answer);
        std::vector<std::int64_t> found;
        for (const auto& row : page.rows) found.push_back(row.amount.value);
        found.push_back(page.next.value_or(-1));
        return found;
    };
    using Figures = std::vector<std::int64_t>;
    const auto ledger = [](model::Page page) {
        model::LedgerQuery query;
        query.page = page;
        return query;
    };
    CHECK(amounts(ledger({.after = 0, .limit = 2, .last = {}})) == Figures{1, 2, 2});
    CHECK(amounts(ledger({.after = 1, .limit = 2, .last = {}})) == Figures{2, 3, -1});
    CHECK(amounts(ledger({.after = 0, .limit = 1, .last = 2})) == Figures{2, 3, -1});
    model::LedgerQuery other;
    other.user = host;
    CHECK(amounts(other) == Figures{-1});
}

TEST_CASE("model: accounts are listed once touched, the system's never") {
    World world;
    world.deposit(guest, 5);
    world.deposit(stranger, 8);
    const auto reply =
        world.query(model::AccountsQuery{.min = model::Coins{6}, .max = {}, .page = {}});
    const auto& rows = std::get<model::AccountRows>(reply.answer).page.rows;
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].user == stranger);
    const auto account = [&](model::UserId user) {
        return std::get<model::AccountReply>(world.read(model::GetAccount{user}).answer).account;
    };
    CHECK(account(host) == model::Account{host, {0}, 0});
    CHECK(account(model::world_account) == model::Account{model::world_account, {-13}, 2});
}

TEST_CASE("model: records show ended calls by the time of their hang") {
    World world;
    world.dial();
    world.now = 10;
    world.change(model::Hang{call_one, host});
    world.dial();
    const auto found = [&](std::int64_t since, std::int64_t until) {
        model::RecordsQuery query;
        query.hung = {.since = at(since), .until = at(until)};
        const auto reply = world.query(query);
        return std::get<model::Rows<CallView>>(reply.answer).rows.size();
    };
    CHECK(found(10, 11) == 1);
    CHECK(found(0, 10) == 0);
    CHECK(found(11, 20) == 0);
}
