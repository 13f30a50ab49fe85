#pragma once

#include <string>
#include <string_view>

#include <boost/json.hpp>

// What to do about a refusal of calld, in terms of callctl's commands.

namespace calls::cli {

// Empty where there is nothing useful to say beyond calld's own message.
std::string advice_for(std::string_view kind, const boost::json::object& data);

}  // namespace calls::cli
