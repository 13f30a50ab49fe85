#pragma once

#include "core/model/query.h"
#include "core/store/sqlite.h"

// Holds the tables against each other: what every history must obey, whatever the settings were.

namespace calls::store {

// A check that cannot be carried out, on a damaged file say, is a finding too.
model::AuditReport audit(Database& tables);

}  // namespace calls::store
