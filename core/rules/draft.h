#pragma once

#include <string>
#include <utility>

#include "core/base/instant.h"
#include "core/model/event.h"
#include "core/rules/state.h"

namespace calls::rules {

// Where and when a decision is taken. Borrows the state and the request id for the decision's time.
struct Moment {
    const State& state;
    base::Instant now;
    const std::string& request_id;  // empty: none was given

    [[nodiscard]] const Settings& settings() const { return state.settings(); }
};

// The events of one decision, with the numbers they will have. Nothing happens before State::apply.
class Draft {
  public:
    explicit Draft(const Moment& moment) : now_(moment.now), numbers_(moment.state.numbers()) {}

    model::Event& add(model::EventKind kind, model::CallId call, model::UserId user);

    model::CallId new_call() { return next(numbers_.call); }
    model::OfferId new_offer() { return next(numbers_.offer); }
    model::TicketId new_ticket() { return next(numbers_.ticket); }
    model::EntryId new_entry() { return next(numbers_.entry); }

    [[nodiscard]] model::EventBatch take() { return std::move(events_); }

  private:
    template <class Id>
    static Id next(Id& last) {
        ++last.value;
        return last;
    }

    base::Instant now_;
    model::Numbers numbers_;
    model::EventBatch events_;
};

}  // namespace calls::rules
