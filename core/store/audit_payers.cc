#include <string>

#include "core/store/audit_run.h"
#include "core/store/key_order.h"

// app_offer_payer says from which ticket to which somebody paid for an offer. It is what the last
// ticket is looked up by, so that nothing is sold twice, and what the other parts find tickets by.

namespace calls::store {
namespace {

constexpr std::int64_t slice_rows = 5'000;

std::string name_of_payer(std::int64_t offer, std::int64_t user) {
    return "user " + std::to_string(user) + " for offer " + std::to_string(offer);
}

std::string text_of(std::int64_t first, std::int64_t last) {
    return "tickets " + std::to_string(first) + " to " + std::to_string(last);
}

class PayerAudit {
  public:
    explicit PayerAudit(AuditRun& run)
        : run_(run),
          tickets_(run.tables,
                   "SELECT t.ticket_id, t.server_id, t.user_id, p.first_ticket_id,"
                   " p.last_ticket_id FROM app_trade_ticket t LEFT JOIN app_offer_payer p"
                   " USING (server_id, user_id) WHERE t.ticket_id > ? AND t.ticket_id <= ?"
                   " ORDER BY t.ticket_id LIMIT ?"),
          payers_(run.tables,
                  "SELECT p.server_id, p.user_id, p.first_ticket_id, p.last_ticket_id,"
                  " f.ticket_id IS NOT NULL AND l.ticket_id IS NOT NULL FROM app_offer_payer p"
                  " LEFT JOIN app_trade_ticket f ON f.ticket_id = p.first_ticket_id"
                  "  AND f.server_id = p.server_id AND f.user_id = p.user_id"
                  " LEFT JOIN app_trade_ticket l ON l.ticket_id = p.last_ticket_id"
                  "  AND l.server_id = p.server_id AND l.user_id = p.user_id"
                  " WHERE (p.server_id, p.user_id) > (?, ?)"
                  " ORDER BY p.server_id, p.user_id LIMIT ?") {}

    // Each ticket is covered. False at the end, and so below.
    bool next_tickets() {
        const Slice slice{run_};
        std::int64_t seen = 0;
        const auto take = [&](Statement& row) {
            ++seen;
            check_ticket(row);
        };
        tickets_.each(take, ticket_, run_.pin.ticket, slice_rows);
        return seen == slice_rows;
    }

    // Each row begins and ends with a ticket that it is about, those that came since as well.
    bool next_payers() {
        const Slice slice{run_};
        std::int64_t seen = 0;
        const auto take = [&](Statement& row) {
            ++seen;
            check_payer(row);
        };
        payers_.each(take, offer_, user_, slice_rows);
        return seen == slice_rows;
    }

  private:
    void check_ticket(Statement& row) {
        const auto id = row.get<std::int64_t>();
        expect_in_place(id > ticket_, "app_trade_ticket", id);
        ticket_ = id;
        const auto offer = row.get<std::int64_t>();
        const auto user = row.get<std::int64_t>();
        const bool none = row.next_is_null();
        const auto first = row.get<std::int64_t>();
        const auto last = row.get<std::int64_t>();
        if (first <= id && id <= last) return;
        run_.findings.add("a ticket lies among those of its payer", id, name_of_payer(offer, user),
                          none ? "no row" : text_of(first, last));
    }

    void check_payer(Statement& row) {
        const auto offer = row.get<std::int64_t>();
        const auto user = row.get<std::int64_t>();
        expect_in_place(offer > offer_ || (offer == offer_ && user > user_), "app_offer_payer",
                        offer);
        offer_ = offer;
        user_ = user;
        const auto first = row.get<std::int64_t>();
        const auto last = row.get<std::int64_t>();
        if (row.get<bool>()) return;
        run_.findings.add("a payer's first and last ticket are his", offer,
                          name_of_payer(offer, user), text_of(first, last));
    }

    AuditRun& run_;
    Statement tickets_;
    Statement payers_;
    std::int64_t ticket_ = 0;
    std::int64_t offer_ = 0;
    std::int64_t user_ = 0;
};

}  // namespace

void audit_payers(AuditRun& run) {
    PayerAudit audit{run};
    while (audit.next_tickets()) run.check_in();
    while (audit.next_payers()) run.check_in();
}

}  // namespace calls::store
