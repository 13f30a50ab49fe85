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

bool names_offers(const model::TicketsQuery& query) {
    return query.call || query.host || query.offer;
}

Filter offers_of(const model::TicketsQuery& query) {
    Filter filter;
    if (query.call) filter.add("s.module_enum = 'CALL' AND s.mode_id = ?", query.call.value);
    if (query.host) filter.add("s.user_id = ?", query.host.value);
    if (query.offer) filter.add("s.server_id = ?", query.offer.value);
    return filter;
}

// That a ticket is of one of these offers, looked up for each ticket that passes all else.
void add_offers(Filter& filter, const Filter& offers) {
    filter.add(
        "(SELECT TRUE FROM app_trade_server s"
        " WHERE s.server_id = app_trade_ticket.server_id" +
            offers.text() + ")",
        offers.values());
}

// Of an offer's tickets it is known who took them, and from which to which.
std::vector<Strand> strands_by_payer(Database& tables, const Filter& offers, std::int64_t after) {
    Statement payers{tables,
                     "SELECT p.user_id, p.server_id, p.first_ticket_id, p.last_ticket_id"
                     " FROM app_trade_server s JOIN app_offer_payer p USING (server_id)"
                     " WHERE p.last_ticket_id > ?" +
                         offers.text()};
    std::vector<Strand> strands;
    const auto take = [&](Statement& row) {
        Strand& strand = strands.emplace_back();
        strand.user_column = "user_id";
        row.read(strand.user, strand.offer, strand.ids.first, strand.ids.last);
    };
    payers.each(take, after, offers.values());
    return strands;
}

// From the first ticket that a payer took of any of these offers to the last; none: he took none.
std::optional<IdRange> range_of_payer(Database& tables, const Filter& offers, std::int64_t payer) {
    Statement range{tables,
                    "SELECT min(p.first_ticket_id), max(p.last_ticket_id)"
                    " FROM app_trade_server s JOIN app_offer_payer p USING (server_id)"
                    " WHERE p.user_id = ?" +
                        offers.text()};
    std::optional<IdRange> found;
    const auto take = [&](Statement& row) {
        if (row.next_is_null()) return;
        IdRange& ids = found.emplace();
        row.read(ids.first, ids.last);
    };
    range.each(take, payer, offers.values());
    return found;
}

void choose_strands(Database& tables, const model::TicketsQuery& query, Listing& listing) {
    const Filter offers = offers_of(query);
    if (query.payer) {
        Strand of_payer{.user_column = "user_id", .user = query.payer.value, .offer = 0, .ids = {}};
        listing.strands.emplace();
        if (names_offers(query)) {
            const auto range = range_of_payer(tables, offers, of_payer.user);
            if (!range) return;
            of_payer.ids = *range;
            add_offers(listing.filter, offers);
        }
        listing.strands->push_back(of_payer);
    } else if (names_offers(query)) {
        listing.strands = strands_by_payer(tables, offers, query.page.after);
        add_offers(listing.in_strands, offers);
    }
}

}  // namespace

model::Rows<model::TicketView> tickets(Database& tables, const model::TicketsQuery& query) {
    Listing listing{.table = "app_trade_ticket",
                    .key = "ticket_id",
                    .strands = {},
                    .in_strands = {},
                    .ids = {},
                    .filter = {}};
    if (query.taken.since) {
        listing.filter.add("ticket_time >= ?", query.taken.since->ms);
        listing.ids.first = last_ticket_before(tables, *query.taken.since) + 1;
    }
    if (query.taken.until) listing.filter.add("ticket_time < ?", query.taken.until->ms);
    choose_strands(tables, query, listing);
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
