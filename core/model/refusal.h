#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

#include <boost/system/result.hpp>

#include "core/model/call_view.h"
#include "core/model/ids.h"
#include "core/model/money.h"
#include "core/model/refusal_kind.h"

// An expected no: an answer to the client, never an error of the daemon.

namespace calls::model {

struct Refusal {
    RefusalKind kind = RefusalKind::internal;
    std::string message;  // one line: what, and where it helps what to do

    // What helps, where the kind has it.
    std::optional<CallId> call;             // busy
    std::optional<UserId> user;             // busy
    std::optional<Coins> balance;           // insufficient_funds
    std::optional<Coins> price;             // insufficient_funds
    std::optional<EventId> oldest;          // not_found: events pruned
    std::shared_ptr<const CallView> ended;  // ended: the call as it ended
    bool outcome_unknown = false;           // unavailable: it may have been carried out
};

template <class T>
using Result = boost::system::result<T, Refusal>;

inline Refusal refuse(RefusalKind kind, std::string message) {
    Refusal refusal;
    refusal.kind = kind;
    refusal.message = std::move(message);
    return refusal;
}

[[noreturn]] inline void throw_exception_from_error(const Refusal& refusal,
                                                    const boost::source_location&) {
    throw std::logic_error("a refusal was taken for a value: " + refusal.message);
}

}  // namespace calls::model
