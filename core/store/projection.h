#pragma once

#include "core/store/coalesce.h"
#include "core/store/meta.h"
#include "core/store/pending.h"
#include "core/store/sqlite.h"
#include "core/store/tables_book.h"
#include "core/store/tables_calls.h"
#include "core/store/tables_money.h"
#include "core/store/tables_trade.h"

// Brings the tables up to date with events, in one transaction that also says how far they are.
// Rows that go are removed first and no row replaces another: a host's ended call and his next one
// may come together.

namespace calls::store {

class Projection {
  public:
    explicit Projection(Database& tables);  // its writing connection; outlives this

    // All or nothing. Throws what SQLite throws.
    void write(const Pending& pending);

    [[nodiscard]] model::EventId reached() const { return reached_; }

    // Everything is in: the file may be used without its journal.
    void mark_complete();

  private:
    void write_calls(const LatestRows& rows, const Pending& pending);
    void write_trade(const LatestRows& rows);

    Database& tables_;
    CallTables calls_;
    TradeTables trade_;
    MoneyTables money_;
    BookTables book_;
    Meta meta_;
    model::EventId reached_;
    base::Instant latest_;
};

}  // namespace calls::store
