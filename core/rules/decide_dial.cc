#include <string>

#include "core/rules/charging.h"
#include "core/rules/decide.h"
#include "core/rules/look_up.h"
#include "core/rules/phases.h"

namespace calls::rules {
namespace {

using model::RefusalKind;
using model::UserId;

std::optional<model::Refusal> refuse_busy(const Moment& moment, const model::Dial& command) {
    for (const UserId user : {command.host, command.guest}) {
        const model::CallId call = moment.state.live_call_of(user);
        if (!call) continue;
        auto refusal =
            model::refuse(RefusalKind::busy, "user " + std::to_string(user.value) + " is in call " +
                                                 std::to_string(call.value) +
                                                 "; hang it up first, or dial later");
        refusal.call = call;
        refusal.user = user;
        return refusal;
    }
    return std::nullopt;
}

std::optional<model::Refusal> refuse_poor(const Moment& moment, const model::Dial& command) {
    const model::Coins balance = moment.state.balance(command.guest);
    if (!command.terms || can_pay(balance, command.terms->price, moment.settings()))
        return std::nullopt;
    auto refusal =
        model::refuse(RefusalKind::insufficient_funds,
                      "guest " + std::to_string(command.guest.value) + " has " +
                          std::to_string(balance.value) + " and cannot pay the first ticket of " +
                          std::to_string(command.terms->price.value) + "; deposit first");
    refusal.balance = balance;
    refusal.price = command.terms->price;
    return refusal;
}

}  // namespace

Decided decide(const Moment& moment, const model::Dial& command) {
    if (command.host == command.guest)
        return model::refuse(RefusalKind::invalid,
                             "guestUserId: host and guest must be different users");
    if (auto busy = refuse_busy(moment, command)) return *std::move(busy);
    if (auto poor = refuse_poor(moment, command)) return *std::move(poor);

    Draft draft{moment};
    const UserId caller = command.direct ? command.host : command.guest;
    model::CallFile file;
    file.call = begin_ringing(draft.new_call(), command.host, command.guest, caller, moment.now);
    file.counters = command.counters;
    file.totals.call = file.call.id;
    if (command.terms)
        file.offer = model::CallOffer{
            .id = draft.new_offer(), .terms = *command.terms, .create_time = moment.now};

    model::Event& dialled = draft.add(model::EventKind::dial, file.call.id, caller);
    show_call(moment, file, dialled);
    dialled.rows.counters = model::Counters{.call = file.call.id, .value = file.counters};
    if (file.offer) {
        model::Event& offered = draft.add(model::EventKind::offer, file.call.id, file.call.host);
        offered.rows.offer = model::full_offer(*file.offer, file.call.id, file.call.host);
    }
    return Decision{.events = draft.take(), .beat = {}, .subject = file.call.id};
}

}  // namespace calls::rules
