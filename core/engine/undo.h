#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/model/event.h"
#include "core/rules/state.h"

namespace calls::engine {

// What the rows that a batch touches were before, so that a commit that found no room can be taken
// back in memory as SQLite has taken it back on disk.
class Undo {
  public:
    // Room is made for the calls of so many events.
    explicit Undo(const rules::State& state, std::size_t expected = 0)
        : numbers_(state.numbers()), last_start_(state.last_start()) {
        calls_.reserve(expected);
    }

    // Before the event is applied.
    void remember(const rules::State& state, const model::Event& event);
    // Before a heartbeat that is to go with the batch.
    void remember_call(const rules::State& state, model::CallId id);
    // A receipt that rides on an event which was applied without it.
    void remember_receipt(const std::string& request_id);
    void roll_back(rules::State& state);

    // The calls and the accounts that the batch touches.
    template <class TakeCall, class TakeUser>
    void for_each(TakeCall take_call, TakeUser take_user) const {
        for (const CallImage& image : calls_) take_call(image.id);
        for (const AccountImage& image : accounts_) take_user(image.user);
    }

  private:
    struct CallImage {
        model::CallId id;
        std::optional<rules::CallState> before;
    };
    struct AccountImage {
        model::UserId user;
        std::optional<model::Account> before;
    };
    struct TicketImage {
        rules::TicketKey key;
        std::optional<model::Ticket> before;
    };

    model::Numbers numbers_;
    base::Instant last_start_;
    // A row may be in there more than once; the first image is what it was before the batch. Offers
    // and receipts never change: they were not there.
    std::vector<CallImage> calls_;
    std::vector<AccountImage> accounts_;
    std::vector<TicketImage> chat_tickets_;
    std::vector<rules::OfferKey> chat_offers_;
    std::vector<std::string> receipts_;  // their request ids
};

}  // namespace calls::engine
