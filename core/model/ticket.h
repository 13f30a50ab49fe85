#pragma once

#include <string>
#include <tuple>

#include "core/base/instant.h"
#include "core/model/ids.h"
#include "core/model/money.h"

// One payment of an offer by one user: the row of app_trade_ticket, and beside it what it moved
// (app_ticket_money), so that tickets add up to the money moved whatever today's settings are.

namespace calls::model {

using base::Instant;

struct Ticket {
    TicketId id;
    OfferId offer;
    UserId payer;
    Instant ticket_time;
    Instant done_time;  // each: paid until, exclusive; once: 0
    Coins paid;         // by the payer; 0 if free
    Coins earned;       // by the host
    bool free = false;  // the platform bore the host's share

    bool operator==(const Ticket&) const = default;
    static constexpr auto fields() {
        return std::make_tuple(&Ticket::id, &Ticket::offer, &Ticket::payer, &Ticket::ticket_time,
                               &Ticket::done_time, &Ticket::paid, &Ticket::earned, &Ticket::free);
    }
};

// What a ticket is shown with, taken from its offer.
struct TicketContext {
    UserId host;
    CallId call;           // 0 for a chat resource
    std::string resource;  // left empty for a call: it follows from the id
    Coins price;

    bool operator==(const TicketContext&) const = default;
    static constexpr auto fields() {
        return std::make_tuple(&TicketContext::host, &TicketContext::call, &TicketContext::resource,
                               &TicketContext::price);
    }
};

struct TicketView {
    Ticket ticket;
    TicketContext context;

    bool operator==(const TicketView&) const = default;
    static constexpr auto fields() {
        return std::make_tuple(&TicketView::ticket, &TicketView::context);
    }
};

}  // namespace calls::model
