#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/model/account.h"
#include "core/model/call_file.h"
#include "core/model/offer.h"
#include "core/model/receipt.h"
#include "core/model/ticket.h"
#include "core/store/sqlite.h"

// The loop's reading connection to the tables: one row by its key, prepared once. It only reads,
// and it is opened after the projector's connection and closed before it.

namespace calls::store {

class Lookups {
  public:
    explicit Lookups(const std::string& tables);

    std::optional<model::CallFile> call(model::CallId call);  // live or ended
    std::optional<model::Offer> offer(model::UserId provider, std::string_view resource);
    std::optional<model::Ticket> last_ticket(model::OfferId offer, model::UserId payer);
    std::optional<model::Account> account(model::UserId user);
    std::optional<model::Receipt> receipt(std::string_view request_id);

    // Of everybody in a live call, and of the system; in no order.
    void each_busy_account(const std::function<void(const model::Account&)>& take);

    Database& database() { return database_; }

  private:
    Database database_;
    Statement live_;
    Statement ended_;
    Statement offer_;
    Statement ticket_;
    Statement account_;
    Statement receipt_;
};

// By call id. Throws StoreBroken for one that the rules cannot have made.
void each_live_call(Database& tables, const std::function<void(const model::CallFile&)>& take);

}  // namespace calls::store
