#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "core/store/sqlite.h"
#include "core/store/store_options.h"

// What a file of ours looks like: a number that says it is ours, and the steps that brought it to
// its form. A step, once released, is never changed; a new form is a new step.

namespace calls::store {

struct Schema {
    std::int32_t application_id;
    const char* holds;  // for messages
    std::span<const char* const> steps;
};

const Schema& tables_schema();
const Schema& journal_schema();

// Reads the file's first bytes only. Throws StoreUnusable for a file that is empty, is not ours, or
// is of a newer version.
void check_header(const std::string& path, const Schema& schema);

// Carries out the steps that are missing, in the caller's transaction. Throws StoreUnusable for a
// newer version.
void bring_up_to_date(Database& database, const Schema& schema);

}  // namespace calls::store
