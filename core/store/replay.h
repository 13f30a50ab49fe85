#pragma once

#include <string_view>

#include <boost/unordered/unordered_flat_map.hpp>

#include "core/model/event.h"
#include "core/store/audit_run.h"
#include "core/store/fixed_rows.h"
#include "core/store/newest_rows.h"

// The events still kept, from the newest that the tables hold to the oldest, and every row that
// they determine. Accounts are told apart by how many entries they have had: an image with as many
// as the row must be the row, and none has more.

namespace calls::store {

class Replay {
  public:
    explicit Replay(AuditRun& run);  // outlives this

    // Going back: the next older event.
    void take(const model::Event& event);
    // Holds what was taken since against the tables.
    void compare();
    // Once the oldest was taken.
    void finish();

  private:
    bool ids_possible(const model::Event& event);
    void check_account(const model::Account& account);
    void check_receipt(const model::Receipt& receipt);
    void check_all_dialled();
    void settle_doubts();
    model::EventId read_on(model::EventId from, model::EventId until);

    AuditRun& run_;
    FixedRows<model::Offer> offers_;
    FixedRows<model::Ticket> tickets_;
    FixedRows<model::LedgerEntry> entries_;
    FixedRows<StartRow> starts_;
    NewestRows newest_;
    Statement account_;
    Statement receipt_;
    boost::unordered_flat_map<model::UserId, model::Account> accounts_;  // of the piece at hand
    std::vector<std::shared_ptr<const model::Receipt>> receipts_;        // likewise
};

}  // namespace calls::store
