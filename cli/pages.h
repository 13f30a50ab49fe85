#pragma once

#include <functional>
#include <string_view>

#include <boost/json.hpp>

#include "cli/context.h"
#include "cli/request.h"

// Lists come in pages; these ask for one after the other until there is none.

namespace calls::cli {

// Calls `take` with the rows of each page; it returns false when it has enough. `request` may have
// an `after` and a `limit` of its own, for the first page.
void each_page(Context& context, Request request, std::string_view rows_key,
               const std::function<bool(boost::json::array& rows, Request& next)>& take);

// All rows in one.
boost::json::array all_rows(Context& context, Request request, std::string_view rows_key);

}  // namespace calls::cli
