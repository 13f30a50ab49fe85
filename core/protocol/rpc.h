#pragma once

#include <string>
#include <string_view>
#include <variant>

#include <boost/container/small_vector.hpp>

#include "core/model/refusal.h"
#include "core/protocol/ask.h"
#include "core/protocol/errors.h"
#include "core/protocol/methods.h"
#include "core/protocol/role.h"

// JSON-RPC 2.0: one line in, the requests in it out, each checked for form and for the peer's role.

namespace calls::protocol {

// A request that goes no further than this room.
struct Fault {
    ErrorCode code = ErrorCode::invalid_request;
    std::string message;
};

struct Request {
    const Method* method = nullptr;  // none: there is no such one, or it was not come to
    std::string id = "null";         // as JSON text, to be sent back as it came
    bool notification = false;       // carried out, not answered
    std::variant<Ask, Fault> what;
};

// A line, or the array that it held.
struct Message {  // NOLINT(bugprone-exception-escape): moves nothing that throws
    bool array = false;
    boost::container::small_vector<Request, 1> requests;
};

Message parse_message(std::string_view line, Role role);

// Replies without their line end. `result` is JSON text.
void write_result(std::string& out, std::string_view id, std::string_view result);
void write_fault(std::string& out, std::string_view id, const Fault& fault);

}  // namespace calls::protocol
