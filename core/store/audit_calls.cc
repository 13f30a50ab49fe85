#include <algorithm>
#include <string>
#include <vector>

#include "core/base/whole.h"
#include "core/store/audit_run.h"
#include "core/store/call_checks.h"
#include "core/store/call_slice.h"
#include "core/store/ticket_walk.h"

namespace calls::store {
namespace {

using model::CallTotals;
using model::Ticket;

void check_rows(const SlicedCall& one, Findings& findings) {
    const std::int64_t id = one.id.value;
    if (one.live && one.ended)
        findings.add("a call is live or ended, not both", id, "one row", "live and ended");
    if (one.call() != nullptr && !one.counters)
        findings.add("a call has its counters", id, "a row of app_rtc_value", "none");
    if (one.call() == nullptr && one.counters)
        findings.add("counters belong to a call", id, "a call", "none");
    if (one.call() == nullptr && one.totals)
        findings.add("totals belong to a call", id, "a call", "none");
    if (one.offers.size() > 1)
        findings.add("a call has one offer at most", id, "one",
                     std::to_string(one.offers.size()) + " offers");
    if (one.live) check_times(*one.live, true, findings);
    if (one.ended) check_times(*one.ended, false, findings);
    if (one.ended) check_reason(*one.ended, findings);
}

// False where the offer is no call's, so that there is nothing to hold its tickets against.
bool check_offer(const SlicedCall& one, const model::Offer& offer, Findings& findings) {
    const model::Call* call = one.call();
    const std::string wanted = model::call_resource(one.id);
    if (call != nullptr && offer.resource == wanted && offer.provider == call->host) {
        if (offer.create_time < call->dial_time)
            findings.add("an offer of a call is made while it lives", offer.id.value,
                         "from " + std::to_string(call->dial_time.ms),
                         "from " + std::to_string(offer.create_time.ms));
        return true;
    }
    findings.add("an offer of a call belongs to the call's host", offer.id.value,
                 call == nullptr ? "call " + std::to_string(one.id.value)
                                 : wanted + " of user " + std::to_string(call->host.value),
                 call == nullptr
                     ? "no such call"
                     : offer.resource + " of user " + std::to_string(offer.provider.value));
    return false;
}

void add(CallTotals& totals, const Ticket& ticket) {
    ++totals.tickets;
    const auto sum = [](model::Coins a, model::Coins b) {  // an overflow shows as a difference
        return model::Coins{base::checked_add(a.value, b.value).value_or(-1)};
    };
    totals.paid = sum(totals.paid, ticket.paid);
    totals.earned = sum(totals.earned, ticket.earned);
}

std::string text_of(const CallTotals& totals) {
    return "tickets " + std::to_string(totals.tickets) + ", paid " +
           std::to_string(totals.paid.value) + ", earned " + std::to_string(totals.earned.value);
}

class CallAudit {
  public:
    explicit CallAudit(AuditRun& run)
        : run_(run),
          slice_(run.tables, run.findings),
          read_starts_(
              run.tables,
              "SELECT event_id, time FROM app_start WHERE event_id > ? ORDER BY event_id") {}

    // The calls of one slice; false at the end.
    bool next() {
        const Slice slice{run_};
        const auto calls = slice_.load(from_, run_.pin.call.value);
        if (calls.empty()) return false;
        load_starts();
        charges_settled_ = settled();
        for (const SlicedCall& call : calls)
            if (call.readable && !call.empty()) check(call);
        if (calls.back().id >= run_.pin.call) return false;
        from_ = calls.back().id.value + 1;
        return true;
    }

  private:
    void check(const SlicedCall& one) {
        check_rows(one, run_.findings);
        CallTotals sums{.call = one.id, .paid = {}, .earned = {}};
        for (const model::Offer& offer : one.offers)
            if (check_offer(one, offer, run_.findings)) walk(*one.call(), offer, sums);
        const CallTotals kept =
            one.totals.value_or(CallTotals{.call = one.id, .paid = {}, .earned = {}});
        if (kept != sums)
            run_.findings.add("a call's totals are the sum of its tickets", one.id.value,
                              text_of(sums), text_of(kept));
    }

    void walk(const model::Call& call, const model::Offer& offer, CallTotals& sums) {
        const TicketPlaces places{.talks_from = call.ehlo_time, .taken_until = call.hang_time};
        TicketWalk tickets{offer, places, run_.findings};
        slice_.each_ticket(offer.id, [&](const Ticket& ticket) {
            if (sums.tickets % tickets_a_check == 0) run_.check_in();
            add(sums, ticket);
            if (ticket.payer == call.guest)
                tickets.take(ticket);
            else
                run_.findings.add("a call's tickets are taken by its guest", ticket.id.value,
                                  "user " + std::to_string(call.guest.value),
                                  "user " + std::to_string(ticket.payer.value));
        });
        if (!call.ehlo_time.happened()) return;
        const PaidSoFar paid{.due = tickets.next_due(), .first = !tickets.any()};
        if (!call.live())
            check_paid_to_end(call, paid, starts_, run_.findings);
        else if (charges_settled_)
            check_paid_so_far(call, paid, starts_, run_.findings);
    }

    // Those that came since the last slice, too: they may forgive what its calls did not pay.
    void load_starts() {
        const auto known = starts_.size();
        read_starts_.each(
            [&](Statement& row) {
                row.read(last_start_);
                starts_.push_back(row.get<base::Instant>());
            },
            last_start_);
        if (starts_.size() > known) std::ranges::sort(starts_);
    }

    // Asked once the snapshot stands: what it holds was signalled before.
    bool settled() {
        const std::int64_t reached =
            run_.tables.whole("SELECT value FROM app_meta WHERE key = 'projected'");
        return reached >= run_.signals.charges_from;
    }

    static constexpr std::int64_t tickets_a_check = 4'096;

    AuditRun& run_;
    CallSlice slice_;
    Statement read_starts_;
    std::vector<base::Instant> starts_;
    model::EventId last_start_{-1};
    std::int64_t from_ = INT64_MIN;
    bool charges_settled_ = false;
};

// A user is in one live call at most. The unique indexes alone would let a host be a guest.
void check_busy(AuditRun& run) {
    Statement busy{run.tables,
                   "SELECT user_id, count(*) FROM"
                   " (SELECT host_user_id AS user_id FROM app_call_ing"
                   "  UNION ALL SELECT guest_user_id FROM app_call_ing)"
                   " GROUP BY user_id HAVING count(*) > 1"};
    busy.each([&](Statement& row) {
        const auto user = row.get<std::int64_t>();
        run.findings.add("a user is in at most one live call", user, "one live call",
                         std::to_string(row.get<std::int64_t>()) + " live calls");
    });
}

}  // namespace

void audit_calls(AuditRun& run) {
    check_busy(run);
    CallAudit audit{run};
    while (audit.next()) run.check_in();
}

}  // namespace calls::store
