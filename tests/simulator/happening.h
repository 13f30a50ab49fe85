#pragma once

#include <cstdint>
#include <variant>
#include <vector>

#include "core/base/instant.h"
#include "core/model/call_view.h"
#include "core/model/counters.h"
#include "core/model/event.h"
#include "core/model/ids.h"
#include "core/model/money.h"
#include "core/model/offer.h"
#include "core/model/reply.h"
#include "core/model/ticket.h"

// What the model says has happened: the events of the domain as a watcher sees them, without the
// rows that the product's journal carries beside them.

namespace calls::simulator {

struct TicketTold {
    model::TicketView view;
    bool automatic = false;

    bool operator==(const TicketTold&) const = default;
};

struct LowFunds {
    model::Coins price;
    model::Coins balance;
    base::Instant funded_until;

    bool operator==(const LowFunds&) const = default;
};

struct MoneyMoved {
    model::EntryId entry;
    model::Coins amount;
    model::Coins balance;  // of the user, after it

    bool operator==(const MoneyMoved&) const = default;
};

struct Started {
    std::int64_t live_calls = 0;

    bool operator==(const Started&) const = default;
};

// By kind: CallView for dial, answer, hello, hello_back and hang, MoneyMoved for deposit and
// withdrawal, the others as they are called; nothing for `receipt`.
using Told = std::variant<std::monostate, model::CallView, model::Counters, model::Offer,
                          TicketTold, LowFunds, MoneyMoved, Started>;

// One event. A receipt (a kept outcome that made no other event) is numbered like the others.
struct Happening {
    model::EventId id;
    base::Instant time;  // of booking: `now` as it was given, never a deadline's own time
    model::EventKind kind = model::EventKind::receipt;
    model::CallId call;  // 0: about none
    model::UserId user;  // who did it; 0: calld or the operator
    Told told;

    bool operator==(const Happening&) const = default;
};

// A command's happenings begin with those of the deadlines that were due before it.
struct Performed {
    std::vector<Happening> happenings;
    model::Reply reply;
};

}  // namespace calls::simulator
