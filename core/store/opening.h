#pragma once

#include <memory>

#include "core/store/paths.h"
#include "core/store/sqlite.h"
#include "core/store/store_options.h"

// How the two files of a store are found, made, and held against each other before anybody trusts
// them. The journal is made before the tables; each new file gets its name only once it is whole.
//
//   tables  journal
//   no      no       both are made
//   yes     yes      they must bear the same store id, and the journal must reach the tables
//   yes     no       only with the mark of a clean stop or of a backup: a new journal is made,
//                    once the tables have taken their first write
//   no      yes      refused, unless the journal never held an event
//
// From here on the tables bear the mark "open": without their journal they may lack something.

namespace calls::store {

struct OpenFiles {
    std::unique_ptr<Database> journal;
    std::unique_ptr<Database> tables;
};

// The lock is held. Throws StoreUnusable, and engine::StoreFull or StoreBroken.
OpenFiles open_files(const StorePaths& paths, const StoreOptions& options);

}  // namespace calls::store
