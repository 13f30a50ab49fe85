#pragma once

#include "core/engine/store.h"
#include "core/model/query.h"
#include "core/store/sqlite.h"

// A question to the tables, answered by the connection that writes them.

namespace calls::store {

engine::QueryAnswer answer(Database& tables, const model::Query& query);

}  // namespace calls::store
