#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/model/account.h"
#include "core/model/call_file.h"
#include "core/model/counters.h"
#include "core/model/ledger_entry.h"
#include "core/model/offer.h"
#include "core/model/receipt.h"
#include "core/model/ticket.h"

// Rows as an operator sees them in the tables: the columns, by name, in which two of them differ.

namespace calls::store {

// The row of app_start.
struct StartRow {
    model::EventId id;
    base::Instant time;
    std::int64_t live_calls = 0;

    bool operator==(const StartRow&) const = default;
};

using Columns = std::vector<std::pair<std::string, std::string>>;

Columns columns_of(const model::Call& row);
Columns columns_of(const model::Counters& row);
Columns columns_of(const model::CallTotals& row);
Columns columns_of(const model::Offer& row);
Columns columns_of(const model::Ticket& row);
Columns columns_of(const model::Account& row);
Columns columns_of(const model::LedgerEntry& row);
Columns columns_of(const model::Receipt& row);
Columns columns_of(const StartRow& row);

struct Differences {
    std::string expected;
    std::string found;
};
Differences differences(const Columns& expected, const Columns& found);

}  // namespace calls::store
