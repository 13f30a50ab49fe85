#pragma once

// Why a command was answered with no. Wire codes and exit statuses belong to core/protocol/errors.

namespace calls::model {

enum class RefusalKind {
    invalid,             // bad arguments
    ended,               // the call has ended
    not_found,           // no such call or offer; the events wanted are gone
    busy,                // a party is in a live call
    insufficient_funds,  // the payer cannot pay
    forbidden,           // not a party of this call, or this peer may not
    conflict,            // exists with other terms; would overflow; the state does not allow it
    unavailable,         // the store cannot be written, or calld is stopping
    internal,            // a defect in calld
};

}  // namespace calls::model
