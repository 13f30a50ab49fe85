#pragma once

#include <string>
#include <vector>

#include <boost/json.hpp>

#include "cli/print.h"

// What an event says, in one line for people.

namespace calls::cli {

std::string event_detail(const boost::json::object& event, const Look& look);
std::vector<Column> event_columns();

}  // namespace calls::cli
