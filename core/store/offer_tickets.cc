#include "core/store/offer_tickets.h"

#include <string>

#include "core/store/key_order.h"
#include "core/store/tables_trade.h"

namespace calls::store {

OfferTickets::OfferTickets(Database& tables)
    : payers_(tables,
              "SELECT user_id, first_ticket_id, last_ticket_id FROM app_offer_payer"
              " WHERE server_id = ? ORDER BY user_id"),
      tickets_(tables, std::string{"SELECT "} + ticket_columns +
                           " FROM app_trade_ticket t JOIN app_ticket_money tm USING (ticket_id)"
                           " WHERE " +
                           block_term("t.ticket_id") +
                           " = ? AND t.user_id = ? AND t.ticket_id BETWEEN ? AND ?"
                           " AND t.server_id = ? ORDER BY t.ticket_id"),
      blocks_(tables, "app_trade_ticket", "ticket_id") {}

void OfferTickets::each(model::OfferId offer,
                        const std::function<void(const model::Ticket&)>& take) {
    const auto of_payer = [&](Statement& row) {
        const auto payer = row.get<std::int64_t>();
        auto first = row.get<std::int64_t>();
        const auto last = row.get<std::int64_t>();
        while (first <= last) {
            const auto block = blocks_.at_or_after(first);
            if (!block || *block > block_of(last)) break;
            expect_in_place(*block >= block_of(first), "app_trade_ticket", first);
            tickets_.each([&](Statement& ticket) { take(read_ticket(ticket)); }, *block, payer,
                          first, last, offer);
            if (*block == block_of(last)) break;
            first = first_of(*block + 1);
        }
    };
    payers_.each(of_payer, offer);
}

}  // namespace calls::store
