#pragma once

#include <cstddef>
#include <cstdint>

#include "core/store/coalesce.h"
#include "core/store/meta.h"
#include "core/store/pending.h"
#include "core/store/sqlite.h"
#include "core/store/tables_book.h"
#include "core/store/tables_calls.h"
#include "core/store/tables_money.h"
#include "core/store/tables_trade.h"

// Brings the tables up to date with events, in transactions that also say how far they are.
// Rows that go are removed first and no row replaces another: a host's ended call and his next one
// may come together.

namespace calls::store {

class Projection {
  public:
    // The tables' writing connection, which outlives this; and how many events go into them in one
    // transaction, unless a batch has more.
    Projection(Database& tables, std::int64_t events_a_transaction);

    // The oldest of it in one transaction, all or nothing, and takes that out of it. The marks go
    // with the last events. Throws what SQLite throws.
    void write(Pending& pending);
    void release_memory();

    [[nodiscard]] model::EventId reached() const { return reached_; }

    // Everything is in: the file may be used without its journal.
    void mark_complete();

  private:
    std::size_t gather(const Pending& pending);
    void write_calls();
    void write_marks(const Pending& pending);
    void write_trade();

    Database& tables_;
    const std::int64_t events_a_transaction_;
    CallTables calls_;
    TradeTables trade_;
    MoneyTables money_;
    BookTables book_;
    Meta meta_;
    model::EventId reached_;
    base::Instant latest_;
    LatestRows rows_;       // of the transaction at hand
    model::Event scratch_;  // what events are unpacked into
};

}  // namespace calls::store
