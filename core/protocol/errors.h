#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "core/model/refusal_kind.h"

// The one table of errors: what went wrong, its JSON-RPC code, the word in `data.kind`, and the
// status callctl exits with. Help, the manual and the tests read it; nothing repeats it.

namespace calls::protocol {

enum class ErrorCode : int {
    parse_error = -32700,
    invalid_request = -32600,
    method_not_found = -32601,
    invalid_params = -32602,
    internal = -32603,
    ended = 4,
    not_found = 5,
    busy = 6,
    insufficient_funds = 7,
    forbidden = 8,
    conflict = 9,
    timeout = 10,  // callctl only: sent, and no answer
    unavailable = 11,
    unreachable = -3,  // callctl only: nothing was sent; never on the wire
    io = -12,          // callctl only: its own input or output failed; never on the wire
};

struct ErrorRow {
    ErrorCode code;
    std::string_view kind;
    int exit_status;
    std::string_view meaning;
};

inline constexpr std::array error_table{
    ErrorRow{ErrorCode::internal, "internal", 1, "a defect in calld; also: audit has findings"},
    ErrorRow{ErrorCode::invalid_params, "invalid", 2, "bad arguments"},
    ErrorRow{ErrorCode::parse_error, "invalid", 2, "the line is not JSON"},
    ErrorRow{ErrorCode::invalid_request, "invalid", 2, "the JSON is not a request"},
    ErrorRow{ErrorCode::method_not_found, "invalid", 2, "no such method"},
    ErrorRow{ErrorCode::unreachable, "unreachable", 3, "nothing was sent: no calld on the socket"},
    ErrorRow{ErrorCode::ended, "ended", 4,
             "the call has ended (wait: what was waited for can no longer happen)"},
    ErrorRow{ErrorCode::not_found, "not_found", 5,
             "no such call or offer; no such live call; events pruned"},
    ErrorRow{ErrorCode::busy, "busy", 6, "a party is in a live call"},
    ErrorRow{ErrorCode::insufficient_funds, "insufficient_funds", 7, "the payer cannot pay"},
    ErrorRow{ErrorCode::forbidden, "forbidden", 8,
             "not a party of this call, or you may not (the socket's permission too)"},
    ErrorRow{ErrorCode::conflict, "conflict", 9,
             "exists with other terms; would overflow; the state does not allow it"},
    ErrorRow{ErrorCode::timeout, "timeout", 10,
             "sent, and no answer in time or the connection died: outcome unknown"},
    ErrorRow{ErrorCode::unavailable, "unavailable", 11,
             "the store cannot be written, or calld is stopping"},
    ErrorRow{ErrorCode::io, "io", 12, "callctl cannot write its output or read its input"},
};

// Every ErrorCode has a row.
const ErrorRow& error_row(ErrorCode code);

// The row of a code as it came over the wire; none for a code that is not ours.
std::optional<ErrorRow> find_error(int wire_code);

ErrorCode code_of(model::RefusalKind kind);

}  // namespace calls::protocol
