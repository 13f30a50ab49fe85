#include "core/protocol/errors.h"

#include <algorithm>

#include "core/base/check.h"

namespace calls::protocol {

const ErrorRow& error_row(ErrorCode code) {
    const auto* row = std::ranges::find(error_table, code, &ErrorRow::code);
    CHECK(row != error_table.end());
    return *row;
}

std::optional<ErrorRow> find_error(int wire_code) {
    const auto* row = std::ranges::find(error_table, ErrorCode{wire_code}, &ErrorRow::code);
    if (row == error_table.end()) return std::nullopt;
    return *row;
}

ErrorCode code_of(model::RefusalKind kind) {
    using model::RefusalKind;
    switch (kind) {
        case RefusalKind::invalid:
            return ErrorCode::invalid_params;
        case RefusalKind::ended:
            return ErrorCode::ended;
        case RefusalKind::not_found:
            return ErrorCode::not_found;
        case RefusalKind::busy:
            return ErrorCode::busy;
        case RefusalKind::insufficient_funds:
            return ErrorCode::insufficient_funds;
        case RefusalKind::forbidden:
            return ErrorCode::forbidden;
        case RefusalKind::conflict:
            return ErrorCode::conflict;
        case RefusalKind::unavailable:
            return ErrorCode::unavailable;
        case RefusalKind::internal:
            return ErrorCode::internal;
    }
    CHECK(!"a refusal kind without a code");
    return ErrorCode::internal;
}

}  // namespace calls::protocol
