#include "core/engine/residents.h"

#include <utility>

#include <boost/container_hash/hash.hpp>

#include "core/engine/limits.h"

namespace calls::engine {

using model::CallId;
using model::EventId;
using model::UserId;

std::size_t Residents::Key::hash() const {
    std::size_t seed = boost::hash<std::string>{}(text);
    boost::hash_combine(seed, static_cast<unsigned>(kind));
    boost::hash_combine(seed, first);
    boost::hash_combine(seed, second);
    return seed;
}

void Residents::bring_in(const Scope& scope) {
    for (const CallId call : scope.calls) bring_in_call(call);
    for (const UserId user : scope.users) bring_in_account(user);
    for (const auto& key : scope.chat_offers) bring_in_chat(key, scope.chat_payer);
}

// Live calls are always here, so what is not has ended, or does not exist.
void Residents::bring_in_call(CallId id) {
    if (id.value <= 0 || id > state_.numbers().call || state_.has_call(id)) return;
    auto file = store_.find_call(id);
    if (!file) return;
    rules::CallState call;
    call.file = *file;
    state_.put_call(call);
    hold({.kind = Kind::call, .first = id.value, .text = {}}, EventId{});
}

void Residents::bring_in_receipt(const std::string& request_id) {
    if (request_id.empty() || state_.receipt(request_id) != nullptr) return;
    auto receipt = store_.find_receipt(request_id);
    if (!receipt) return;
    state_.put_receipt(std::make_shared<const model::Receipt>(*std::move(receipt)));
    hold({.kind = Kind::receipt, .text = request_id}, EventId{});
}

void Residents::bring_in_account(UserId user) {
    if (state_.account(user) != nullptr) return;
    const auto account = store_.find_account(user);
    if (!account) return;
    state_.put_account(*account);
    hold({.kind = Kind::account, .first = user.value, .text = {}}, EventId{});
}

void Residents::bring_in_chat(const rules::OfferKey& key, UserId payer) {
    if (state_.chat_offer(key) == nullptr) {
        auto offer = store_.find_offer(key.first, key.second);
        if (!offer) return;
        state_.put_chat_offer(*offer);
        hold({.kind = Kind::chat_offer, .first = key.first.value, .text = key.second}, EventId{});
    }
    const model::OfferId offer = state_.chat_offer(key)->id;
    if (!payer || state_.chat_ticket({offer, payer}) != nullptr) return;
    const auto ticket = store_.last_ticket(offer, payer);
    if (!ticket) return;
    state_.put_chat_ticket(*ticket);
    hold({.kind = Kind::chat_ticket, .first = offer.value, .second = payer.value, .text = {}},
         EventId{});
}

void Residents::hold(const model::EventBatch& events) {
    for (const model::Event& event : events) hold_rows(event);
}

// What a live call needs is here anyway, and held once it ends: most of what changes.
void Residents::hold_rows(const model::Event& event) {
    const model::ChangedRows& rows = event.rows;
    const auto keep = [&](Kind kind, std::int64_t first, std::int64_t second, std::string text) {
        hold({.kind = kind, .first = first, .second = second, .text = std::move(text)}, event.id);
    };
    const auto call = event.call ? state_.call(event.call) : std::nullopt;
    if (call && !call->file.call.live()) {
        keep(Kind::call, event.call.value, 0, {});
        keep(Kind::account, call->file.call.host.value, 0, {});
        keep(Kind::account, call->file.call.guest.value, 0, {});
    }
    for (const auto& account : rows.accounts)
        if (!stays(account.user)) keep(Kind::account, account.user.value, 0, {});
    if (rows.offer && !event.call)
        keep(Kind::chat_offer, rows.offer->provider.value, 0, rows.offer->resource);
    if (rows.ticket && !event.call)
        keep(Kind::chat_ticket, rows.ticket->offer.value, rows.ticket->payer.value, {});
    if (rows.receipt) keep(Kind::receipt, 0, 0, rows.receipt->request_id);
}

// Those of the system, which have a part in every payment, and of whoever is in a live call.
bool Residents::stays(UserId account) const {
    return account.value <= 0 || state_.live_call_of(account);
}

void Residents::hold(Key key, EventId until) {
    ++held_[key];
    queue_.push_back({.key = std::move(key), .until = until});
}

void Residents::trim() {
    const EventId projected = store_.projected();
    while (queue_.size() > cached_rows_max && queue_.front().until <= projected) {
        const Key key = std::move(queue_.front().key);
        queue_.pop_front();
        const auto found = held_.find(key);
        if (--found->second > 0) continue;
        held_.erase(found);
        drop(key);
    }
}

// Rows of live calls stay; they are held again when the call ends.
void Residents::drop(const Key& key) {
    switch (key.kind) {
        case Kind::call:
            if (const auto call = state_.call(CallId{key.first}); call && !call->file.call.live())
                state_.drop_call(CallId{key.first});
            break;
        case Kind::account:
            if (!stays(UserId{key.first})) state_.drop_account(UserId{key.first});
            break;
        case Kind::chat_offer:
            state_.drop_chat_offer({UserId{key.first}, key.text});
            break;
        case Kind::chat_ticket:
            state_.drop_chat_ticket({model::OfferId{key.first}, UserId{key.second}});
            break;
        case Kind::receipt:
            state_.drop_receipt(key.text);
            break;
    }
}

}  // namespace calls::engine
