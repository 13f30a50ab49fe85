#include <optional>
#include <string>
#include <vector>

#include "core/store/history.h"
#include "core/store/history_page.h"
#include "core/store/tables_trade.h"
#include "core/store/time_search.h"

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

// Of an offer's tickets it is known who took them, and from which to which.
std::vector<Strand> strands_by_offer(Database& tables, const model::TicketsQuery& query) {
    Filter filter;
    if (query.call) filter.add("s.module_enum = 'CALL' AND s.mode_id = ?", query.call.value);
    if (query.host) filter.add("s.user_id = ?", query.host.value);
    if (query.offer) filter.add("s.server_id = ?", query.offer.value);
    if (query.payer) filter.add("p.user_id = ?", query.payer.value);
    Statement payers{tables,
                     "SELECT p.user_id, p.server_id, p.first_ticket_id, p.last_ticket_id"
                     " FROM app_trade_server s JOIN app_offer_payer p USING (server_id)"
                     " WHERE p.last_ticket_id > ?" +
                         filter.text()};
    std::vector<Strand> strands;
    const auto take = [&](Statement& row) {
        Strand& strand = strands.emplace_back();
        strand.user_column = "user_id";
        row.read(strand.user, strand.offer, strand.ids.first, strand.ids.last);
    };
    payers.each(take, query.page.after, filter.values());
    return strands;
}

std::optional<std::vector<Strand>> strands_of(Database& tables, const model::TicketsQuery& query) {
    if (query.call || query.host || query.offer) return strands_by_offer(tables, query);
    if (!query.payer) return std::nullopt;
    return std::vector<Strand>{
        {.user_column = "user_id", .user = query.payer.value, .offer = 0, .ids = {}}};
}

}  // namespace

model::Rows<model::TicketView> tickets(Database& tables, const model::TicketsQuery& query) {
    Listing listing{.table = "app_trade_ticket",
                    .key = "ticket_id",
                    .strands = strands_of(tables, query),
                    .ids = {},
                    .filter = {}};
    Filter& filter = listing.filter;
    if (query.taken.since) {
        filter.add("ticket_time >= ?", query.taken.since->ms);
        listing.ids.first = last_ticket_before(tables, *query.taken.since) + 1;
    }
    if (query.taken.until) filter.add("ticket_time < ?", query.taken.until->ms);
    const PageIds page = page_ids(tables, listing, query.page);
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
