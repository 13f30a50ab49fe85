#pragma once

#include <cstdint>
#include <vector>

#include "core/model/ticket.h"
#include "core/store/sqlite.h"

// Tickets in the order of their ids, each with what it moved, as far as either is there.

namespace calls::store {

struct SlicedTicket {
    model::Ticket ticket;
    bool taken = false;        // has its row of app_trade_ticket
    bool money_known = false;  // has its row of app_ticket_money
};

class TicketSlice {
  public:
    explicit TicketSlice(Database& tables);  // outlives this

    // The next ones behind `after`, none past `until`; at the end nothing. Rising, some of them
    // with neither row.
    const std::vector<SlicedTicket>& load(model::TicketId after, model::TicketId until);

  private:
    SlicedTicket& at(model::TicketId id, const char* table);

    Statement next_;
    Statement tickets_of_;
    Statement money_of_;
    std::vector<SlicedTicket> tickets_;
};

}  // namespace calls::store
