#include "core/engine/undo.h"

#include <algorithm>

namespace calls::engine {
namespace {

// The newest image first: the oldest of a row is the one that stays.
template <class Images, class PutBack>
void newest_first(const Images& images, PutBack put_back) {
    std::for_each(images.rbegin(), images.rend(), put_back);
}

template <class T>
std::optional<T> copy_of(const T* row) {
    return row == nullptr ? std::nullopt : std::optional<T>{*row};
}

}  // namespace

void Undo::remember(const rules::State& state, const model::Event& event) {
    const model::ChangedRows& rows = event.rows;
    if (event.call) remember_call(state, event.call);
    for (const auto& account : rows.accounts)
        accounts_.push_back({.user = account.user, .before = copy_of(state.account(account.user))});
    if (rows.offer && !event.call)
        chat_offers_.emplace_back(rows.offer->provider, rows.offer->resource);
    if (rows.ticket && !event.call) {
        const rules::TicketKey key{rows.ticket->offer, rows.ticket->payer};
        chat_tickets_.push_back({.key = key, .before = copy_of(state.chat_ticket(key))});
    }
    if (rows.receipt) receipts_.push_back(rows.receipt->request_id);
}

void Undo::remember_call(const rules::State& state, model::CallId id) {
    // A command's events follow each other, and mostly are of one call: it is in there already.
    if (!calls_.empty() && calls_.back().id == id) return;
    calls_.push_back({.id = id, .before = state.call(id)});
}

void Undo::remember_receipt(const std::string& request_id) {
    receipts_.push_back(request_id);
}

void Undo::roll_back(rules::State& state) {
    newest_first(calls_, [&](const CallImage& image) {
        if (image.before)
            state.put_call(*image.before);
        else
            state.drop_call(image.id);
    });
    newest_first(accounts_, [&](const AccountImage& image) {
        if (image.before)
            state.put_account(*image.before);
        else
            state.drop_account(image.user);
    });
    newest_first(chat_tickets_, [&](const TicketImage& image) {
        if (image.before)
            state.put_chat_ticket(*image.before);
        else
            state.drop_chat_ticket(image.key);
    });
    for (const rules::OfferKey& key : chat_offers_) state.drop_chat_offer(key);
    for (const std::string& request_id : receipts_) state.drop_receipt(request_id);
    state.put_numbers(numbers_);
    state.put_last_start(last_start_);
    *this = Undo{state};
}

}  // namespace calls::engine
