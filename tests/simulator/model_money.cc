#include "core/base/check.h"
#include "core/base/whole.h"
#include "tests/simulator/model.h"

// Accounts and the ledger.

namespace calls::simulator {

using model::Coins;
using model::EntryKind;
using model::EventKind;
using model::RefusalKind;

Model::Outcome Model::carry_out(const model::Deposit& deposit, Step& step) {
    const std::int64_t amount = deposit.amount.value;
    if (!base::checked_add(balance(deposit.user).value, amount) ||
        !base::checked_sub(balance(model::world_account).value, amount))
        return model::refuse(RefusalKind::conflict, "");
    book({.kind = EntryKind::deposit,
          .debit = model::world_account,
          .credit = deposit.user,
          .amount = deposit.amount,
          .ticket = {},
          .call = {},
          .request_id = step.request_id},
         step.now);
    const model::EntryId entry = entries_.back().id;
    const Coins after = balance(deposit.user);
    tell(EventKind::deposit, {}, deposit.user,
         MoneyMoved{.entry = entry, .amount = deposit.amount, .balance = after}, step);
    return model::MoneyReply{.user = deposit.user, .balance = after, .entry = entry};
}

// What a withdrawal lacks is told like a price.
Model::Outcome Model::carry_out(const model::Withdraw& withdraw, Step& step) {
    if (!can_pay(withdraw.user, withdraw.amount)) return too_poor(withdraw.user, withdraw.amount);
    if (!base::checked_add(balance(model::world_account).value, withdraw.amount.value))
        return model::refuse(RefusalKind::conflict, "");
    book({.kind = EntryKind::withdrawal,
          .debit = withdraw.user,
          .credit = model::world_account,
          .amount = withdraw.amount,
          .ticket = {},
          .call = {},
          .request_id = step.request_id},
         step.now);
    const model::EntryId entry = entries_.back().id;
    const Coins after = balance(withdraw.user);
    tell(EventKind::withdrawal, {}, withdraw.user,
         MoneyMoved{.entry = entry, .amount = withdraw.amount, .balance = after}, step);
    return model::MoneyReply{.user = withdraw.user, .balance = after, .entry = entry};
}

void Model::move_money(const model::Offer& offer, const model::Ticket& ticket,
                       const std::string& request_id, base::Instant now) {
    Booking booking{.kind = ticket.free ? EntryKind::free_ticket : EntryKind::ticket,
                    .debit = ticket.free ? model::platform_account : ticket.payer,
                    .credit = offer.provider,
                    .amount = ticket.earned,
                    .ticket = ticket.id,
                    .call = call_of(offer),
                    .request_id = request_id};
    book(booking, now);
    if (ticket.free) return;
    booking.kind = EntryKind::ticket_fee;
    booking.credit = model::platform_account;
    booking.amount.value = ticket.paid.value - ticket.earned.value;
    book(booking, now);
}

// An entry of nothing is none, and touches no account.
void Model::book(const Booking& booking, base::Instant now) {
    const std::int64_t amount = booking.amount.value;
    if (amount == 0) return;
    CHECK(amount > 0);
    const auto touch = [&](model::UserId user, std::optional<std::int64_t> after) {
        CHECK(after.has_value());
        model::Account& account = accounts_[user];
        account.user = user;
        account.balance.value = *after;
        account.entries += 1;
    };
    touch(booking.debit, base::checked_sub(balance(booking.debit).value, amount));
    touch(booking.credit, base::checked_add(balance(booking.credit).value, amount));
    entries_.push_back({.id = {static_cast<std::int64_t>(entries_.size()) + 1},
                        .time = now,
                        .kind = booking.kind,
                        .debit = booking.debit,
                        .credit = booking.credit,
                        .amount = booking.amount,
                        .ticket = booking.ticket,
                        .call = booking.call,
                        .request_id = booking.request_id,
                        .debit_balance = balance(booking.debit),
                        .credit_balance = balance(booking.credit)});
}

Coins Model::balance(model::UserId user) const {
    const auto found = accounts_.find(user);
    return found == accounts_.end() ? Coins{0} : found->second.balance;
}

// To pay nothing is possible for somebody who is already below the limit.
bool Model::can_pay(model::UserId user, Coins price) const {
    __extension__ using Wide = __int128;
    return price.value == 0 ||
           Wide{balance(user).value} - price.value >= -Wide{settings_.credit_limit.value};
}

model::Refusal Model::too_poor(model::UserId user, Coins price) const {
    model::Refusal refusal = model::refuse(RefusalKind::insufficient_funds, "");
    refusal.balance = balance(user);
    refusal.price = price;
    return refusal;
}

}  // namespace calls::simulator
