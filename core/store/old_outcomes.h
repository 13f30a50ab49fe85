#pragma once

#include <cstdint>
#include <string>

#include "core/base/instant.h"
#include "core/store/sqlite.h"

// Outcomes kept under request ids (app_request), as prune removes them.

namespace calls::store {

struct OutcomesWalk {
    std::int64_t removed = 0;
    std::string last;  // the request id to go on behind
    bool at_the_end = false;
};

// Looks at some thousand rows behind the request id `after`, and removes, in one transaction, those
// kept before that time that are not about money. Throws StoreFull, StoreBusy or StoreBroken.
OutcomesWalk remove_old_outcomes(Database& tables, base::Instant before, const std::string& after);

}  // namespace calls::store
