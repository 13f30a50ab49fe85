#include <string>
#include <utility>

#include "core/rules/charging.h"
#include "core/rules/decide.h"
#include "core/rules/ledger.h"

namespace calls::rules {
namespace {

using model::Coins;
using model::EntryKind;
using model::EventKind;
using model::UserId;

struct Transfer {
    UserId from;
    UserId to;
    Coins amount;
    EntryKind entry_kind;
    EventKind event_kind;
    UserId user;  // the one of the two who is no system account
};

Decided carry_out(const Moment& moment, const Transfer& transfer) {
    Draft draft{moment};
    Posting posting{moment};
    const auto moved = posting.move(transfer.from, transfer.to, transfer.amount,
                                    {.kind = transfer.entry_kind, .ticket = {}, .call = {}}, draft);
    if (!moved) return moved.error();
    model::Event& event = draft.add(transfer.event_kind, model::CallId{}, transfer.user);
    const Coins balance = posting.balance(transfer.user);
    std::move(posting).move_to(event.rows);
    const model::MoneyReply reply{
        .user = transfer.user, .balance = balance, .entry = event.rows.entries.front().id};
    return Decision{.events = draft.take(), .beat = {}, .subject = model::Outcome{reply}};
}

}  // namespace

Decided decide(const Moment& moment, const model::Deposit& command) {
    return carry_out(moment, {.from = model::world_account,
                              .to = command.user,
                              .amount = command.amount,
                              .entry_kind = EntryKind::deposit,
                              .event_kind = EventKind::deposit,
                              .user = command.user});
}

Decided decide(const Moment& moment, const model::Withdraw& command) {
    const Coins balance = moment.state.balance(command.user);
    if (!can_pay(balance, command.amount, moment.settings())) {
        const std::int64_t limit = moment.settings().credit_limit.value;
        auto refusal = model::refuse(
            model::RefusalKind::insufficient_funds,
            "user " + std::to_string(command.user.value) + " has " + std::to_string(balance.value) +
                (limit > 0 ? " and a credit limit of " + std::to_string(limit) : "") +
                ", too little to withdraw " + std::to_string(command.amount.value));
        refusal.balance = balance;
        refusal.price = command.amount;
        return refusal;
    }
    return carry_out(moment, {.from = command.user,
                              .to = model::world_account,
                              .amount = command.amount,
                              .entry_kind = EntryKind::withdrawal,
                              .event_kind = EventKind::withdrawal,
                              .user = command.user});
}

}  // namespace calls::rules
