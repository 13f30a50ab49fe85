#include <algorithm>
#include <string>
#include <vector>

#include "core/store/audit_run.h"
#include "core/store/key_order.h"
#include "core/store/offer_tickets.h"
#include "core/store/tables_trade.h"
#include "core/store/ticket_walk.h"

namespace calls::store {
namespace {

using model::Offer;
using model::Ticket;

constexpr std::size_t slice_offers = 1'000;
constexpr std::int64_t tickets_a_check = 4'096;

class ChatAudit {
  public:
    explicit ChatAudit(AuditRun& run)
        : run_(run),
          offers_(run.tables, std::string{"SELECT "} + offer_columns +
                                  " FROM app_trade_server s WHERE s.server_id > ? AND"
                                  " s.server_id <= ? AND s.module_enum <> 'CALL'"
                                  " ORDER BY s.server_id LIMIT ?"),
          tickets_(run.tables) {}

    // The offers of one slice; false at the end. What chat offers are sold for is no call's, so
    // neither they nor their tickets ever change: no snapshot is needed for them together.
    bool next() {
        std::vector<Offer> offers;
        offers_.each([&](Statement& row) { offers.push_back(read_offer(row)); }, after_,
                     run_.pin.offer, static_cast<std::int64_t>(slice_offers));
        for (const Offer& offer : offers) {
            expect_in_place(offer.id > after_, "app_trade_server", offer.id.value);
            run_.check_in();
            const Slice slice{run_};
            walk(offer);
            after_ = offer.id;
        }
        return offers.size() == slice_offers;
    }

  private:
    void walk(const Offer& offer) {
        const TicketPlaces anywhere{.talks_from = {}, .taken_until = {}};
        std::optional<TicketWalk> tickets;
        model::UserId payer;
        std::int64_t taken = 0;
        const auto take = [&](const Ticket& ticket) {
            if (++taken % tickets_a_check == 0) run_.check_in();
            if (!tickets || ticket.payer != payer) {
                tickets.emplace(offer, anywhere, run_.findings);
                payer = ticket.payer;
                check_payer(offer, ticket);
            }
            tickets->take(ticket);
        };
        tickets_.each(offer.id, take);
    }

    void check_payer(const Offer& offer, const Ticket& ticket) {
        if (ticket.payer == offer.provider)
            run_.findings.add("nobody pays his own offer", ticket.id.value,
                              "not user " + std::to_string(offer.provider.value),
                              "user " + std::to_string(ticket.payer.value));
    }

    AuditRun& run_;
    Statement offers_;
    OfferTickets tickets_;
    model::OfferId after_;
};

}  // namespace

void audit_chats(AuditRun& run) {
    ChatAudit audit{run};
    while (audit.next()) run.check_in();
}

}  // namespace calls::store
