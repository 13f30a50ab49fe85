#pragma once

#include <optional>

#include "core/model/call_file.h"
#include "core/model/offer.h"
#include "core/model/ticket.h"
#include "core/store/sqlite.h"

// Offers and tickets as rows: app_trade_server, app_trade_ticket, app_ticket_money; and who
// took tickets of which offer, app_offer_payer.

namespace calls::store {

// The writing side; belongs to the connection that projects.
class TradeTables {
  public:
    explicit TradeTables(Database& tables);  // outlives this

    void add_offer(const model::Offer& offer);
    void add_ticket(const model::Ticket& ticket);

  private:
    Statement add_offer_;
    Statement add_ticket_;
    Statement add_money_;
    Statement put_payer_;
};

// FROM is the reader's; s is app_trade_server, t app_trade_ticket, tm app_ticket_money.
inline constexpr const char* offer_columns =
    "s.server_id, s.user_id, s.resource_id, s.mode_id, s.module_enum, s.mode, s.period_mills,"
    " s.price, s.create_time";
inline constexpr const char* ticket_columns =
    "t.ticket_id, t.server_id, t.user_id, t.ticket_time, t.done_time, tm.paid, tm.earned, tm.free";

// The last ticket of p, a row of app_offer_payer.
inline constexpr const char* last_ticket_columns =
    "p.last_ticket_id, t.server_id, t.user_id, t.ticket_time, t.done_time, tm.paid, tm.earned,"
    " tm.free";
inline constexpr const char* last_ticket_joins =
    " LEFT JOIN app_trade_ticket t ON t.ticket_id = p.last_ticket_id"
    "  AND t.server_id = p.server_id AND t.user_id = p.user_id"
    " LEFT JOIN app_ticket_money tm ON tm.ticket_id = t.ticket_id";

model::Offer read_offer(Statement& row);
model::Ticket read_ticket(Statement& row);

// From outer joins. Of the offer: server_id, mode, period_mills, price, create_time.
std::optional<model::CallOffer> read_call_offer(Statement& row);
// None where there is no row of app_offer_payer. Throws StoreBroken where that names a ticket that
// is not there, or is somebody else's: taken for none, it would be sold again.
std::optional<model::Ticket> read_last_ticket(Statement& row);

}  // namespace calls::store
