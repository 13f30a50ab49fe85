#include "core/store/ticket_slice.h"

#include <cstddef>

#include "core/store/key_order.h"

namespace calls::store {
namespace {

constexpr std::int64_t slice_tickets = 5'000;

}  // namespace

TicketSlice::TicketSlice(Database& tables)
    : next_(tables,
            "SELECT min(id) FROM"
            " (SELECT min(ticket_id) AS id FROM app_trade_ticket WHERE ticket_id > ?1"
            "  UNION ALL SELECT min(ticket_id) FROM app_ticket_money WHERE ticket_id > ?1)"),
      tickets_of_(tables,
                  "SELECT ticket_id, server_id, user_id, ticket_time, done_time"
                  " FROM app_trade_ticket WHERE ticket_id BETWEEN ? AND ?"),
      money_of_(tables,
                "SELECT ticket_id, paid, earned, free FROM app_ticket_money"
                " WHERE ticket_id BETWEEN ? AND ?") {}

const std::vector<SlicedTicket>& TicketSlice::load(model::TicketId after, model::TicketId until) {
    tickets_.clear();
    const auto next = next_.first([](Statement& row) { return row.get<std::int64_t>(); }, after);
    const std::int64_t first = next.value_or(0);
    if (first <= after.value || first > until.value) return tickets_;
    const std::int64_t last =
        first > until.value - slice_tickets ? until.value : first + slice_tickets - 1;
    tickets_.resize(static_cast<std::size_t>(last - first + 1));
    for (std::size_t i = 0; i < tickets_.size(); ++i)
        tickets_[i].ticket.id = {first + static_cast<std::int64_t>(i)};
    const auto take_ticket = [&](Statement& row) {
        SlicedTicket& one = at(row.get<model::TicketId>(), "app_trade_ticket");
        row.read(one.ticket.offer, one.ticket.payer, one.ticket.ticket_time, one.ticket.done_time);
        one.taken = true;
    };
    tickets_of_.each(take_ticket, first, last);
    const auto take_money = [&](Statement& row) {
        SlicedTicket& one = at(row.get<model::TicketId>(), "app_ticket_money");
        row.read(one.ticket.paid, one.ticket.earned, one.ticket.free);
        one.money_known = true;
    };
    money_of_.each(take_money, first, last);
    return tickets_;
}

SlicedTicket& TicketSlice::at(model::TicketId id, const char* table) {
    const std::int64_t first = tickets_.front().ticket.id.value;
    expect_in_place(id.value >= first && id.value - first < std::ssize(tickets_), table, id.value);
    return tickets_[static_cast<std::size_t>(id.value - first)];
}

}  // namespace calls::store
