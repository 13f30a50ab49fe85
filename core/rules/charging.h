#pragma once

#include <optional>

#include "core/base/instant.h"
#include "core/model/call_file.h"
#include "core/model/call_view.h"
#include "core/model/money.h"
#include "core/rules/settings.h"

// When a talking call is charged next, and how long the guest's money lasts. Periods lie on a grid
// that begins with the talk and do not drift, however late anybody looks.

namespace calls::rules {

struct ChargeTime {
    base::Instant time;
    bool first = false;  // the guest has no ticket of this offer yet
};

// None: not talking, no offer, or paid once for ever.
std::optional<ChargeTime> next_charge(const model::CallFile& file);

// Whether the guest's last ticket still holds: for ever (ONCE), or now < done_time (EACH).
bool holds(const model::Ticket& ticket, model::Mode mode, base::Instant now);

// What a user with this balance may still spend before it falls below the credit limit; negative
// where it is below already.
model::Coins spendable(model::Coins balance, const Settings& settings);
bool can_pay(model::Coins balance, model::Coins price, const Settings& settings);

// The end of the last period that the guest can pay at this balance; none while not talking, for
// other modes than EACH, and where a price of 0 never runs out.
std::optional<base::Instant> funded_until(const model::CallFile& file, model::Coins balance,
                                          const Settings& settings);

// What a call is shown with.
model::CallContext context_of(const model::CallFile& file, model::Coins guest_balance,
                              const Settings& settings);

}  // namespace calls::rules
