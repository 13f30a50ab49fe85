#pragma once

#include "core/base/instant.h"
#include "core/model/call_file.h"
#include "core/model/offer.h"
#include "core/model/reply.h"
#include "core/rules/draft.h"

namespace calls::rules {

// One ticket to be paid: by hand or by the timer loop, of a call's offer or of a chat resource.
struct Payment {
    model::OfferId offer;
    model::Terms terms;
    model::TicketContext context;
    model::UserId payer;
    base::Instant ticket_time;
    bool free = false;  // the platform bears the host's share
    bool automatic = false;
    const model::CallFile* file = nullptr;  // of the call, if it is one; outlives the payment
};

Payment payment_for_call(const model::CallFile& file, base::Instant ticket_time);

// Adds the ticket's event, with the money it moves and what it adds to the call, and the warning
// where it left the guest unable to pay the next. Refused: insufficient_funds, or conflict for
// what would overflow; the draft is then to be thrown away.
model::Result<model::TicketReply> pay(const Moment& moment, const Payment& payment, Draft& draft);

}  // namespace calls::rules
