#pragma once

#include <cstdint>
#include <string>
#include <tuple>
#include <variant>

#include "core/model/account.h"
#include "core/model/call_view.h"
#include "core/model/offer.h"
#include "core/model/query.h"
#include "core/model/refusal.h"
#include "core/model/ticket.h"

// What the engine answers. The first group can be the outcome of a change, and is then kept with
// its request id.

namespace calls::model {

struct TicketReply {
    TicketView view;
    Coins charged;        // by this very command
    bool issued = false;  // a new ticket was made

    bool operator==(const TicketReply&) const = default;
    static constexpr auto fields() {
        return std::make_tuple(&TicketReply::view, &TicketReply::charged, &TicketReply::issued);
    }
};

struct MoneyReply {
    UserId user;
    Coins balance;
    EntryId entry;

    bool operator==(const MoneyReply&) const = default;
    static constexpr auto fields() {
        return std::make_tuple(&MoneyReply::user, &MoneyReply::balance, &MoneyReply::entry);
    }
};

struct ClockReply {
    bool manual = false;
    Instant now;

    bool operator==(const ClockReply&) const = default;
    static constexpr auto fields() {
        return std::make_tuple(&ClockReply::manual, &ClockReply::now);
    }
};

// How many were removed.
struct PruneReply {
    std::int64_t events = 0;
    std::int64_t request_ids = 0;

    bool operator==(const PruneReply&) const = default;
    static constexpr auto fields() {
        return std::make_tuple(&PruneReply::events, &PruneReply::request_ids);
    }
};

// Packed by its place in this list: what is new goes to the end.
using Outcome = std::variant<CallView, Offer, TicketReply, MoneyReply, ClockReply, PruneReply>;

struct AccountReply {
    Account account;
    Coins credit_limit;
    CallId live_call;  // 0: none
};

struct PingReply {};

struct StatusReply {
    Instant now;
    bool manual_clock = false;
    std::int64_t ringing = 0;
    std::int64_t connecting = 0;
    std::int64_t talking = 0;
    std::int64_t calls = 0;  // ever made, and so below
    std::int64_t offers = 0;
    std::int64_t tickets = 0;
    std::int64_t entries = 0;
    std::int64_t events = 0;
    Coins platform;  // balances of the system accounts
    Coins world;
    Millis late{0};                  // of the timer loop: how long the oldest due deadline waits
    std::int64_t events_behind = 0;  // tables after journal
    std::string storage;             // "ok" or why not
};

struct AccountRows {
    Rows<Account> page;
    Coins credit_limit;
};

using Answer =
    std::variant<Outcome, AccountReply, PingReply, StatusReply, Rows<CallView>, Rows<TicketView>,
                 AccountRows, Rows<LedgerEntry>, Rows<ReportRow>, AuditReport, BackupDone, Refusal>;

struct Reply {
    Answer answer;
    bool replayed = false;  // the kept outcome of an earlier request
};

}  // namespace calls::model
