#pragma once

#include <cstdint>
#include <optional>
#include <tuple>

#include "core/model/call.h"
#include "core/model/counters.h"
#include "core/model/offer.h"
#include "core/model/ticket.h"

// Everything stored about one call, as one thing: what a command that names the call needs.

namespace calls::model {

// The row of app_call_money: what the call's tickets add up to.
struct CallTotals {
    CallId call;
    std::int64_t tickets = 0;
    Coins paid;    // by the guest
    Coins earned;  // by the host

    bool operator==(const CallTotals&) const = default;
    static constexpr auto fields() {
        return std::make_tuple(&CallTotals::call, &CallTotals::tickets, &CallTotals::paid,
                               &CallTotals::earned);
    }
};

struct CallFile {
    Call call;
    CounterValues counters{};
    CallTotals totals;
    std::optional<CallOffer> offer;
    std::optional<Ticket> last_ticket;  // the guest's, of this offer

    bool operator==(const CallFile&) const = default;
};

}  // namespace calls::model
