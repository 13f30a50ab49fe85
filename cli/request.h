#pragma once

#include <string>

#include <boost/json.hpp>

// One request to calld, before it has a number.

namespace calls::cli {

struct Request {
    std::string method;
    boost::json::object params{};
    bool takes_request_id = false;  // it changes something that must not be done twice
    std::string raw_params{};       // sent as they are, instead of params; empty: none
    bool as_typed = false;          // of `rpc`: nobody here knows whether it changes something
};

// The request id it carries, as params or raw; empty for none.
std::string request_id_of(const Request& request);

// One that was never used before.
std::string fresh_request_id();

}  // namespace calls::cli
