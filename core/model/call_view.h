#pragma once

#include <cstdint>
#include <optional>
#include <tuple>

#include "core/base/instant.h"
#include "core/model/call.h"
#include "core/model/counters.h"
#include "core/model/offer.h"

// A call as it is shown: its row, and what stood around it at one instant.

namespace calls::model {

struct CallContext {
    CounterValues counters{};
    std::int64_t tickets = 0;
    Coins paid;
    Coins earned;
    std::optional<Terms> terms;           // none: the call has no offer
    std::optional<Instant> next_charge;   // live calls with an EACH offer, while talking
    std::optional<Instant> funded_until;  // end of the last period that the guest can pay

    bool operator==(const CallContext&) const = default;
    static constexpr auto fields() {
        return std::make_tuple(&CallContext::counters, &CallContext::tickets, &CallContext::paid,
                               &CallContext::earned, &CallContext::terms, &CallContext::next_charge,
                               &CallContext::funded_until);
    }
};

struct CallView {
    Call call;
    CallContext context;
    Instant as_of;

    bool operator==(const CallView&) const = default;
    static constexpr auto fields() {
        return std::make_tuple(&CallView::call, &CallView::context, &CallView::as_of);
    }
};

// How long each part of the call has lasted; 0 if it never began.
struct CallDurations {
    Millis ring{0};
    Millis wait{0};
    Millis talk{0};
};
CallDurations durations_of(const Call& call, Instant as_of);

}  // namespace calls::model
