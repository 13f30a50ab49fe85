#pragma once

#include <string>

#include "core/base/instant.h"
#include "core/model/ids.h"
#include "core/store/store_options.h"

// New files of a store. Each is made whole under another name (".new"), synced, and only then given
// its own: a crash on the way leaves no half a store behind.

namespace calls::store {

std::string random_store_id();

// Throws StoreUnusable if a log lies there without its file: it would be read into a new one.
void refuse_leftovers(const std::string& path);

// What tables hold already, where a journal begins behind it: to watchers all of that is pruned.
struct TablesReach {
    model::EventId projected;
    base::Instant latest;  // of its times
};

// Throw std::system_error, and what SQLite throws.
void create_journal(const std::string& path, Durability durability, const std::string& store_id,
                    const TablesReach& behind);
void create_tables(const std::string& path, Durability durability, const std::string& store_id);

}  // namespace calls::store
