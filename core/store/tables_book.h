#pragma once

#include <string_view>

#include "core/model/event.h"
#include "core/model/receipt.h"
#include "core/store/sqlite.h"

// What is kept beside the domain's rows: request ids with their outcomes, and the starts of calld
// (app_request, app_start).

namespace calls::store {

// The writing side; belongs to the connection that projects.
class BookTables {
  public:
    explicit BookTables(Database& tables);  // outlives this

    void add_receipt(const model::Receipt& receipt);
    void add_start(model::EventId event, base::Instant time, std::int64_t live_calls);

  private:
    Statement add_receipt_;
    Statement add_start_;
};

inline constexpr const char* receipt_columns = "request_id, fingerprint, outcome, time";
model::Receipt read_receipt(Statement& row);

}  // namespace calls::store
