#pragma once

#include <string_view>

#include "cli/context.h"

namespace calls::cli {

// Context::ask for a question that calld may take long over: meanwhile whoever looks on is shown
// for how many seconds it has been at `what`.
boost::json::object ask_patiently(Context& context, Request request, std::string_view what);

}  // namespace calls::cli
