#pragma once

#include "core/model/query.h"
#include "core/model/refusal.h"
#include "core/store/sqlite.h"

// A copy of the tables as one file that a store can be opened from: written beside its name,
// checked, synced, and only then given it. It is a store of its own from then on.

namespace calls::store {

// The tables are up to date. Troubles with the copy are refusals.
model::Result<model::BackupDone> backup(Database& tables, const model::BackupQuery& query);

}  // namespace calls::store
