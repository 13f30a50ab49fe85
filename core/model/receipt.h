#pragma once

#include <string>
#include <tuple>

#include "core/base/instant.h"
#include "core/model/reply.h"

// The outcome of a granted command, kept under the request id it came with, so that asking again
// is answered and not carried out a second time.

namespace calls::model {

struct Receipt {
    std::string request_id;
    std::string fingerprint;  // the command, packed with its defaults filled in
    Outcome outcome;
    Instant time;

    bool operator==(const Receipt&) const = default;

    // Those of money outlive a prune (domain: a cron job may run twice).
    [[nodiscard]] bool about_money() const {
        return std::holds_alternative<TicketReply>(outcome) ||
               std::holds_alternative<MoneyReply>(outcome);
    }

    static constexpr auto fields() {
        return std::make_tuple(&Receipt::request_id, &Receipt::fingerprint, &Receipt::outcome,
                               &Receipt::time);
    }
};

}  // namespace calls::model
