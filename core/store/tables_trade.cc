#include "core/store/tables_trade.h"

#include "core/store/words.h"

namespace calls::store {

TradeTables::TradeTables(Database& tables)
    : add_offer_(tables,
                 "INSERT INTO app_trade_server (server_id, user_id, resource_id, mode_id,"
                 " module_enum, mode, period_mills, price, create_time)"
                 " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"),
      add_ticket_(tables,
                  "INSERT INTO app_trade_ticket (ticket_id, server_id, user_id, ticket_time,"
                  " done_time) VALUES (?, ?, ?, ?, ?)"),
      add_money_(tables,
                 "INSERT INTO app_ticket_money (ticket_id, paid, earned, free)"
                 " VALUES (?, ?, ?, ?)"),
      put_payer_(tables,
                 "INSERT INTO app_offer_payer (server_id, user_id, first_ticket_id,"
                 " last_ticket_id) VALUES (?, ?, ?3, ?3) ON CONFLICT (server_id, user_id)"
                 " DO UPDATE SET last_ticket_id = excluded.last_ticket_id") {}

void TradeTables::add_offer(const model::Offer& offer) {
    add_offer_.run(offer.id, offer.provider, offer.resource, offer.mode_id, name_of(offer.module),
                   name_of(offer.terms.mode), offer.terms.period, offer.terms.price,
                   offer.create_time);
}

void TradeTables::add_ticket(const model::Ticket& ticket) {
    add_ticket_.run(ticket.id, ticket.offer, ticket.payer, ticket.ticket_time, ticket.done_time);
    add_money_.run(ticket.id, ticket.paid, ticket.earned, ticket.free);
    put_payer_.run(ticket.offer, ticket.payer, ticket.id);
}

model::Offer read_offer(Statement& row) {
    model::Offer offer;
    row.read(offer.id, offer.provider, offer.resource, offer.mode_id);
    offer.module = known(model::find_module, row.get<std::string>());
    offer.terms.mode = known(model::find_mode, row.get<std::string>());
    row.read(offer.terms.period, offer.terms.price, offer.create_time);
    return offer;
}

model::Ticket read_ticket(Statement& row) {
    model::Ticket ticket;
    row.read(ticket.id, ticket.offer, ticket.payer, ticket.ticket_time, ticket.done_time,
             ticket.paid, ticket.earned, ticket.free);
    return ticket;
}

std::optional<model::CallOffer> read_call_offer(Statement& row) {
    const bool none = row.next_is_null();
    model::CallOffer offer;
    row.read(offer.id);
    const auto mode = row.get<std::string>();
    row.read(offer.terms.period, offer.terms.price, offer.create_time);
    if (none) return std::nullopt;
    offer.terms.mode = known(model::find_mode, mode);
    return offer;
}

std::optional<model::Ticket> read_last_ticket(Statement& row) {
    const bool none = row.next_is_null();
    const model::Ticket ticket = read_ticket(row);
    if (none) return std::nullopt;
    if (!ticket.offer)
        throw engine::StoreBroken{"the tables name ticket " + std::to_string(ticket.id.value) +
                                  " as somebody's last, and it is not there or not his"};
    return ticket;
}

}  // namespace calls::store
