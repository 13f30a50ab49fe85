#include "core/store/lookups.h"

#include "core/store/tables_book.h"
#include "core/store/tables_calls.h"
#include "core/store/tables_money.h"
#include "core/store/tables_trade.h"

namespace calls::store {

Lookups::Lookups(const std::string& tables)
    : database_(tables, Database::Access::read_only),
      live_(database_, select_live_files("WHERE c.call_id = ?")),
      ended_(database_, select_record_files("WHERE c.call_id = ?")),
      offer_(database_, std::string{"SELECT "} + offer_columns +
                            " FROM app_trade_server s WHERE s.user_id = ? AND s.resource_id = ?"),
      ticket_(database_, std::string{"SELECT "} + ticket_columns +
                             " FROM app_trade_ticket t JOIN app_ticket_money tm USING (ticket_id)"
                             " WHERE t.server_id = ? AND t.user_id = ?"
                             " ORDER BY t.ticket_id DESC LIMIT 1"),
      account_(database_,
               std::string{"SELECT "} + account_columns + " FROM app_account WHERE user_id = ?"),
      receipt_(database_, std::string{"SELECT "} + receipt_columns +
                              " FROM app_request WHERE request_id = ?") {}

// The live ones first: a call that moves between the two questions is found by the second.
std::optional<model::CallFile> Lookups::call(model::CallId call) {
    auto file = live_.first(read_call_file, call);
    return file ? file : ended_.first(read_call_file, call);
}

std::optional<model::Offer> Lookups::offer(model::UserId provider, std::string_view resource) {
    return offer_.first(read_offer, provider, resource);
}

std::optional<model::Ticket> Lookups::last_ticket(model::OfferId offer, model::UserId payer) {
    return ticket_.first(read_ticket, offer, payer);
}

std::optional<model::Account> Lookups::account(model::UserId user) {
    return account_.first(read_account, user);
}

std::optional<model::Receipt> Lookups::receipt(std::string_view request_id) {
    return receipt_.first(read_receipt, request_id);
}

void Lookups::each_live_call(const std::function<void(const model::CallFile&)>& take) {
    Statement all{database_, select_live_files("ORDER BY c.call_id")};
    all.each([&](Statement& row) { take(read_call_file(row)); });
}

void Lookups::each_busy_account(const std::function<void(const model::Account&)>& take) {
    Statement busy{database_, std::string{"SELECT "} + account_columns +
                                  " FROM app_account WHERE user_id IN (VALUES (0), (-1)"
                                  " UNION SELECT host_user_id FROM app_call_ing"
                                  " UNION SELECT guest_user_id FROM app_call_ing)"
                                  " ORDER BY user_id"};
    busy.each([&](Statement& row) { take(read_account(row)); });
}

}  // namespace calls::store
