#include "core/store/lookups.h"

#include <cstdint>

#include "core/model/sound.h"
#include "core/store/tables_book.h"
#include "core/store/tables_calls.h"
#include "core/store/tables_money.h"
#include "core/store/tables_trade.h"

namespace calls::store {
namespace {

template <class Row>
Row checked(Row row, const char* what, std::int64_t id) {
    if (model::sound(row)) return row;
    throw engine::StoreBroken{std::string{"the tables hold a damaged "} + what + ", id " +
                              std::to_string(id)};
}

model::CallFile sound_call_file(Statement& row) {
    const auto file = read_call_file(row);
    return checked(file, "call", file.call.id.value);
}

model::Offer sound_offer(Statement& row) {
    const auto offer = read_offer(row);
    return checked(offer, "offer", offer.id.value);
}

model::Ticket sound_last_ticket(Statement& row) {
    const auto ticket = *read_last_ticket(row);
    return checked(ticket, "ticket", ticket.id.value);
}

model::Account sound_account(Statement& row) {
    const auto account = read_account(row);
    return checked(account, "account", account.user.value);
}

}  // namespace

Lookups::Lookups(const std::string& tables)
    : database_(tables, Database::Access::read_only),
      live_(database_, select_live_files("WHERE c.call_id = ?")),
      ended_(database_, select_record_files("WHERE c.call_id = ?")),
      offer_(database_, std::string{"SELECT "} + offer_columns +
                            " FROM app_trade_server s WHERE s.user_id = ? AND s.resource_id = ?"),
      ticket_(database_, std::string{"SELECT "} + last_ticket_columns + " FROM app_offer_payer p" +
                             last_ticket_joins + " WHERE p.server_id = ? AND p.user_id = ?"),
      account_(database_,
               std::string{"SELECT "} + account_columns + " FROM app_account WHERE user_id = ?"),
      receipt_(database_, std::string{"SELECT "} + receipt_columns +
                              " FROM app_request WHERE request_id = ?") {}

// The live ones first: a call that moves between the two questions is found by the second.
std::optional<model::CallFile> Lookups::call(model::CallId call) {
    auto file = live_.first(sound_call_file, call);
    return file ? file : ended_.first(sound_call_file, call);
}

std::optional<model::Offer> Lookups::offer(model::UserId provider, std::string_view resource) {
    return offer_.first(sound_offer, provider, resource);
}

std::optional<model::Ticket> Lookups::last_ticket(model::OfferId offer, model::UserId payer) {
    return ticket_.first(sound_last_ticket, offer, payer);
}

std::optional<model::Account> Lookups::account(model::UserId user) {
    return account_.first(sound_account, user);
}

std::optional<model::Receipt> Lookups::receipt(std::string_view request_id) {
    return receipt_.first(read_receipt, request_id);
}

void Lookups::each_busy_account(const std::function<void(const model::Account&)>& take) {
    for (const model::UserId user : {model::world_account, model::platform_account})
        if (const auto row = account(user)) take(*row);
    // Each in the order of an index that holds all it needs, side by side with the accounts.
    for (const char* party : {"host_user_id", "guest_user_id"}) {
        Statement busy{database_, std::string{"SELECT "} + account_columns +
                                      " FROM app_call_ing CROSS JOIN app_account ON user_id = " +
                                      party + " ORDER BY " + party};
        busy.each([&](Statement& row) { take(sound_account(row)); });
    }
}

void each_live_call(Database& tables, const std::function<void(const model::CallFile&)>& take) {
    Statement all{tables, select_live_files("ORDER BY c.call_id")};
    all.each([&](Statement& row) { take(sound_call_file(row)); });
}

}  // namespace calls::store
