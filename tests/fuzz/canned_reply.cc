#include "tests/fuzz/canned_reply.h"

#include <memory>
#include <variant>

namespace calls::fuzz {
namespace {

using namespace model;

constexpr Instant some_time{1'700'000'000'000};

CallView view_of(CallId call, UserId user) {
    CallView view;
    view.call.id = call;
    view.call.host = view.call.dial_user = user;
    view.call.guest = {1};
    view.call.dial_time = view.call.idal_time = some_time;
    view.call.guest_hb_time = view.call.host_hb_time = some_time;
    view.as_of = some_time + Millis{1500};
    return view;
}

template <class Row>
Rows<Row> page_of(Row row, const Page& page) {
    return {.rows = {std::move(row)}, .next = page.last ? std::nullopt : std::optional{page.after}};
}

TicketView ticket_of(UserId payer, UserId host, std::string resource) {
    TicketView view;
    view.ticket.payer = payer;
    view.ticket.ticket_time = some_time;
    view.context.host = host;
    view.context.resource = std::move(resource);
    return view;
}

struct Canned {
    Answer operator()(const Change& change) const { return std::visit(*this, change); }
    Answer operator()(const Read& read) const { return std::visit(*this, read); }
    Answer operator()(const Query& query) const { return std::visit(*this, query); }

    Answer operator()(const Dial& dial) const {
        CallView view = view_of({1}, dial.host);
        view.call.guest = dial.guest;
        view.context.counters = dial.counters;
        view.context.terms = dial.terms;
        view.context.next_charge = some_time;
        return Outcome{view};
    }
    Answer operator()(const Idal& idal) const { return Outcome{view_of(idal.call, idal.user)}; }
    Answer operator()(const Hang& hang) const {
        auto refusal = refuse(RefusalKind::ended, "the call has ended");
        refusal.ended = std::make_shared<CallView>(view_of(hang.call, hang.user));
        return refusal;
    }
    Answer operator()(const SetCounts& counts) const { return counted(counts.call, counts.edits); }
    Answer operator()(const AddCounts& counts) const { return counted(counts.call, counts.edits); }
    Answer operator()(const Publish& publish) const {
        return Outcome{Offer{.id = {1},
                             .provider = publish.provider,
                             .resource = publish.resource,
                             .mode_id = publish.mode_id.value_or(0),
                             .module = publish.module,
                             .terms = publish.terms,
                             .create_time = some_time}};
    }
    Answer operator()(const PayTicket& pay) const {
        return Outcome{TicketReply{.view = ticket_of(pay.payer, pay.provider, pay.resource)}};
    }
    Answer operator()(const Deposit& deposit) const {
        return Outcome{MoneyReply{.user = deposit.user, .balance = deposit.amount, .entry = {1}}};
    }
    Answer operator()(const Withdraw& withdraw) const {
        auto refusal = refuse(RefusalKind::insufficient_funds, "the balance is too low");
        refusal.price = withdraw.amount;
        return refusal;
    }
    Answer operator()(const MoveClock& move) const {
        return Outcome{ClockReply{.manual = true, .now = move.set.value_or(some_time)}};
    }
    Answer operator()(const Heartbeat& beat) const {
        return Outcome{view_of(beat.call, beat.user)};
    }
    Answer operator()(const GetCall& get) const { return Outcome{view_of(get.call, get.live_of)}; }
    Answer operator()(const GetOffer& get) const {
        return Outcome{Offer{.id = get.offer, .provider = get.provider, .resource = get.resource}};
    }
    Answer operator()(const GetAccount& get) const {
        return AccountReply{.account = {.user = get.user}, .credit_limit = {}, .live_call = {}};
    }
    Answer operator()(const ListLive& list) const {
        return page_of(view_of({1}, list.filter.user), list.page);
    }
    Answer operator()(const Prune& /*prune*/) const {
        return Outcome{PruneReply{.events = 3, .request_ids = 2}};
    }
    Answer operator()(const ShowClock& /*show*/) const { return Outcome{ClockReply{}}; }
    Answer operator()(const GetStatus& /*get*/) const {
        StatusReply status;
        status.storage = "ok";
        return status;
    }
    Answer operator()(const Ping& /*ping*/) const { return PingReply{}; }
    Answer operator()(const RecordsQuery& query) const {
        CallView view = view_of({1}, query.filter.user);
        view.call.hang_reason = query.reason.value_or(HangReason::hangup);
        view.call.hang_time = view.as_of;
        return page_of(view, query.page);
    }
    Answer operator()(const TicketsQuery& query) const {
        return page_of(ticket_of(query.payer, query.host, "room"), query.page);
    }
    Answer operator()(const AccountsQuery& query) const {
        return AccountRows{.page = page_of(Account{.user = {1}}, query.page),
                           .credit_limit = query.min.value_or(Coins{})};
    }
    Answer operator()(const LedgerQuery& query) const {
        LedgerEntry entry{.id = {1}, .time = some_time, .call = query.call};
        if (!query.kinds.empty()) entry.kind = query.kinds.back();
        return page_of(entry, query.page);
    }
    Answer operator()(const ReportQuery& query) const {
        return page_of(ReportRow{.by = query.by, .order = 1, .reason = "hangup"}, query.page);
    }
    Answer operator()(const OfferQuery& query) const {
        return refuse(RefusalKind::not_found,
                      "there is no offer " + std::to_string(query.offer.value));
    }
    Answer operator()(const AuditQuery& /*query*/) const {
        return AuditReport{.checked = {{"calls", 1}}, .findings = {{.what = "call", .id = 1}}};
    }
    Answer operator()(const BackupQuery& query) const {
        return BackupDone{.path = query.path, .bytes = 1};
    }

    static Answer counted(CallId call, const CounterEdits& edits) {
        CallView view = view_of(call, {1});
        for (std::size_t i = 0; i < edits.size(); ++i)
            view.context.counters.at(i) = edits.at(i).value_or(0);
        return Outcome{view};
    }
};

}  // namespace

Reply canned_reply(const Command& command) {
    return {.answer = std::visit(Canned{}, command.what), .replayed = !command.request_id.empty()};
}

}  // namespace calls::fuzz
