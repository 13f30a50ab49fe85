#include <string>

#include "core/store/history.h"
#include "core/store/history_page.h"
#include "core/store/tables_trade.h"

namespace calls::store {
namespace {

model::TicketView read_ticket_view(Statement& row) {
    model::TicketView view;
    view.ticket = read_ticket(row);
    const model::Offer offer = read_offer(row);
    view.context.host = offer.provider;
    view.context.price = offer.terms.price;
    if (offer.module == model::Module::call)
        view.context.call = model::CallId{offer.mode_id};
    else
        view.context.resource = offer.resource;
    return view;
}

}  // namespace

model::Rows<model::TicketView> tickets(Database& tables, const model::TicketsQuery& query) {
    Filter filter;
    if (query.call)
        filter.add(
            "server_id IN (SELECT server_id FROM app_trade_server"
            " WHERE module_enum = 'CALL' AND mode_id = ?)",
            query.call.value);
    if (query.host)
        filter.add("server_id IN (SELECT server_id FROM app_trade_server WHERE user_id = ?)",
                   query.host.value);
    if (query.offer) filter.add("server_id = ?", query.offer.value);
    if (query.payer) filter.add("user_id = ?", query.payer.value);
    if (query.taken.since) filter.add("ticket_time >= ?", query.taken.since->ms);
    if (query.taken.until) filter.add("ticket_time < ?", query.taken.until->ms);
    const PageIds page = page_ids(tables, "app_trade_ticket", "ticket_id", {filter}, query.page);
    return rows_of<model::TicketView>(
        tables, page,
        std::string{"SELECT "} + ticket_columns + ", " + offer_columns +
            " FROM app_trade_ticket t JOIN app_ticket_money tm USING (ticket_id)"
            " JOIN app_trade_server s USING (server_id) WHERE t.ticket_id = ?",
        read_ticket_view);
}

model::Result<model::Offer> offer(Database& tables, const model::OfferQuery& query) {
    Statement one{tables, std::string{"SELECT "} + offer_columns +
                              " FROM app_trade_server s WHERE s.server_id = ?"};
    const auto found = one.first(read_offer, query.offer);
    if (found) return *found;
    return model::refuse(model::RefusalKind::not_found,
                         "no offer " + std::to_string(query.offer.value));
}

}  // namespace calls::store
