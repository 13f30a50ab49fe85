#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/model/event.h"
#include "core/rules/state.h"

namespace calls::engine {

// What the rows that a batch touches were before, so that a commit that found no room can be taken
// back in memory as SQLite has taken it back on disk.
class Undo {
  public:
    explicit Undo(const rules::State& state)
        : numbers_(state.numbers()), last_start_(state.last_start()) {}

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
        for (const Image& image : images_)
            if (const auto* call = std::get_if<CallImage>(&image))
                take_call(call->id);
            else if (const auto* account = std::get_if<AccountImage>(&image))
                take_user(account->user);
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
    struct OfferImage {
        rules::OfferKey key;  // offers never change: it was not there
    };
    struct TicketImage {
        rules::TicketKey key;
        std::optional<model::Ticket> before;
    };
    struct ReceiptImage {
        std::string request_id;  // nor do receipts
    };
    using Image = std::variant<CallImage, AccountImage, OfferImage, TicketImage, ReceiptImage>;

    static void restore(rules::State& state, const Image& image);

    model::Numbers numbers_;
    base::Instant last_start_;
    std::vector<Image> images_;
};

}  // namespace calls::engine
