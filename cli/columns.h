#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "cli/print.h"
#include "cli/times.h"

// The columns of each kind of list, for people.

namespace calls::cli {

std::vector<Column> live_call_columns();
std::vector<Column> record_columns();
std::vector<Column> ticket_columns();
std::vector<Column> tickets_of_call_columns();  // without what is the same in all of them
std::vector<Column> account_columns();
std::vector<Column> ledger_columns();
std::vector<Column> report_columns();
// Amounts signed as that account sees them, and its balance after each.
std::vector<Column> ledger_columns_of(std::int64_t user);

// From now until the guest's money is used up; a talking call says itself when now is. None where
// the money has no end, or is not asked for.
std::optional<Millis> funded_for(const boost::json::object& call);

}  // namespace calls::cli
