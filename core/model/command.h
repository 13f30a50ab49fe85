#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

#include "core/model/call.h"
#include "core/model/counters.h"
#include "core/model/offer.h"
#include "core/model/query.h"

// What can be asked of the engine, already checked for form: ids are in range, resources are well
// made, periods are within bounds. The rules decide about the rest.

namespace calls::model {

struct Dial {
    UserId host;
    UserId guest;
    bool direct = false;  // the host is the caller
    CounterValues counters{};
    std::optional<Terms> terms;

    static constexpr auto fields() {
        return std::make_tuple(&Dial::host, &Dial::guest, &Dial::direct, &Dial::counters,
                               &Dial::terms);
    }
};

struct Idal {
    CallId call;
    UserId user;  // 0: whoever is the callee

    static constexpr auto fields() { return std::make_tuple(&Idal::call, &Idal::user); }
};

struct Hang {
    CallId call;
    UserId user;  // 0: the operator

    static constexpr auto fields() { return std::make_tuple(&Hang::call, &Hang::user); }
};

struct SetCounts {
    CallId call;
    CounterEdits edits{};

    static constexpr auto fields() { return std::make_tuple(&SetCounts::call, &SetCounts::edits); }
};

struct AddCounts {
    CallId call;
    CounterEdits edits{};

    static constexpr auto fields() { return std::make_tuple(&AddCounts::call, &AddCounts::edits); }
};

struct Publish {
    UserId provider;
    std::string resource;
    Module module = Module::chat;
    Terms terms;
    std::optional<std::int64_t> mode_id;  // none: the call id, or 0 for a chat resource

    static constexpr auto fields() {
        return std::make_tuple(&Publish::provider, &Publish::resource, &Publish::module,
                               &Publish::terms, &Publish::mode_id);
    }
};

struct PayTicket {
    UserId payer;
    UserId provider;
    std::string resource;
    bool free = false;

    static constexpr auto fields() {
        return std::make_tuple(&PayTicket::payer, &PayTicket::provider, &PayTicket::resource,
                               &PayTicket::free);
    }
};

struct Deposit {
    UserId user;
    Coins amount;  // positive

    static constexpr auto fields() { return std::make_tuple(&Deposit::user, &Deposit::amount); }
};

struct Withdraw {
    UserId user;
    Coins amount;  // positive

    static constexpr auto fields() { return std::make_tuple(&Withdraw::user, &Withdraw::amount); }
};

// Forward only, and only where the clock is a manual one.
struct MoveClock {
    std::optional<Millis> advance;  // exactly one of the two
    std::optional<Instant> set;
    std::vector<CallId> keep_alive;  // their parties send heartbeats on the way

    static constexpr auto fields() {
        return std::make_tuple(&MoveClock::advance, &MoveClock::set, &MoveClock::keep_alive);
    }
};

// Events booked before that time, and the outcomes kept since before it; those of money stay. The
// store does it, and the engine keeps the outcome.
struct Prune {
    Instant before;

    static constexpr auto fields() { return std::make_tuple(&Prune::before); }
};

// Not remembered by request id, and alone in that: losing one changes nothing.
struct Heartbeat {
    CallId call;
    UserId user;
};

struct GetCall {
    CallId call;  // one of the two
    UserId live_of;
};

struct GetOffer {
    OfferId offer;    // or
    CallId call;      // or
    UserId provider;  // with resource
    std::string resource;
};

struct GetAccount {
    UserId user;  // system accounts too
};

struct ListLive {
    CallFilter filter;
    std::optional<Phase> phase;
    Page page;
};

struct ShowClock {};
struct GetStatus {};
struct Ping {};

// Packed by its place in this list: what is new goes to the end.
using Change = std::variant<Dial, Idal, Hang, SetCounts, AddCounts, Publish, PayTicket, Deposit,
                            Withdraw, MoveClock, Prune>;
using Read = std::variant<GetCall, GetOffer, GetAccount, ListLive, ShowClock, GetStatus, Ping>;

// One request to the engine. `request_id` is empty where none was given, and goes with a Change.
struct Command {
    std::variant<Change, Heartbeat, Read, Query> what;
    std::string request_id;
};

}  // namespace calls::model
