#include "core/engine/undo.h"

#include "core/base/overloaded.h"

namespace calls::engine {
namespace {

using base::Overloaded;

template <class T>
std::optional<T> copy_of(const T* row) {
    return row == nullptr ? std::nullopt : std::optional<T>{*row};
}

}  // namespace

void Undo::remember(const rules::State& state, const model::Event& event) {
    if (event.call) remember_call(state, event.call);
    for (const auto& account : event.rows.accounts)
        images_.push_back(
            AccountImage{.user = account.user, .before = copy_of(state.account(account.user))});
    if (event.rows.offer && !event.call)
        images_.push_back(
            OfferImage{.key = {event.rows.offer->provider, event.rows.offer->resource}});
    if (event.rows.ticket && !event.call) {
        const rules::TicketKey key{event.rows.ticket->offer, event.rows.ticket->payer};
        images_.push_back(TicketImage{.key = key, .before = copy_of(state.chat_ticket(key))});
    }
    if (event.rows.receipt)
        images_.push_back(ReceiptImage{.request_id = event.rows.receipt->request_id});
}

void Undo::remember_call(const rules::State& state, model::CallId id) {
    images_.push_back(CallImage{.id = id, .before = copy_of(state.call(id))});
}

void Undo::remember_receipt(const std::string& request_id) {
    images_.push_back(ReceiptImage{.request_id = request_id});
}

void Undo::roll_back(rules::State& state) {
    for (auto image = images_.rbegin(); image != images_.rend(); ++image) restore(state, *image);
    images_.clear();
    state.put_numbers(numbers_);
    state.put_last_start(last_start_);
}

void Undo::restore(rules::State& state, const Image& image) {
    std::visit(
        Overloaded{[&](const CallImage& call) {
                       if (call.before)
                           state.put_call(*call.before);
                       else
                           state.drop_call(call.id);
                   },
                   [&](const AccountImage& account) {
                       if (account.before)
                           state.put_account(*account.before);
                       else
                           state.drop_account(account.user);
                   },
                   [&](const OfferImage& offer) { state.drop_chat_offer(offer.key); },
                   [&](const TicketImage& ticket) {
                       if (ticket.before)
                           state.put_chat_ticket(*ticket.before);
                       else
                           state.drop_chat_ticket(ticket.key);
                   },
                   [&](const ReceiptImage& receipt) { state.drop_receipt(receipt.request_id); }},
        image);
}

}  // namespace calls::engine
