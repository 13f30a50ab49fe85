#pragma once

#include "core/engine/store.h"
#include "core/model/query.h"
#include "core/store/sqlite.h"

// A question to the tables, answered by a connection to them: all but an audit and a prune.

namespace calls::store {

engine::QueryAnswer answer(Database& tables, const model::Query& query);

}  // namespace calls::store
