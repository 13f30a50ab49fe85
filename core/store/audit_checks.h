#pragma once

#include <span>

// The checks of an audit. Each is a query for what is wrong: id, what was expected, what was found.
// They are set operations, whose sorting goes to temporary files, so memory does not grow with
// history.

namespace calls::store {

struct AuditCheck {
    const char* what;
    const char* findings;
};

struct AuditCount {
    const char* what;
    const char* count;
};

std::span<const AuditCheck> call_checks();
std::span<const AuditCheck> trade_checks();
std::span<const AuditCheck> money_checks();

}  // namespace calls::store
