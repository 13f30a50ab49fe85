#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/model/ledger_entry.h"
#include "core/store/findings.h"
#include "core/store/sqlite.h"

// The ledger from its first entry to a last one, a page at a time. Entries never change, so each
// page may be a snapshot of its own.

namespace calls::store {

class LedgerPages {
  public:
    LedgerPages(Database& tables, model::EntryId last, Findings& findings);

    // The next entries, rising; empty at the end. One that cannot be read is a finding.
    std::vector<model::LedgerEntry> next();

  private:
    Findings& findings_;
    Statement select_;
    model::EntryId after_;
    model::EntryId last_;
};

}  // namespace calls::store
