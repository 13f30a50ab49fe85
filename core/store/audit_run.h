#pragma once

#include <atomic>
#include <cstdint>

#include "core/store/event_source.h"
#include "core/store/findings.h"
#include "core/store/gate.h"
#include "core/store/sqlite.h"

// One audit under way, and its parts: each walks over rows of one kind and holds them against what
// they follow from. Rows that never change are read in slices, each a snapshot of its own, so that
// the tables' log can be moved into the file meanwhile; a call is checked whole within one slice.

namespace calls::store {

// calld stops: the audit ends without a report.
struct AuditAbandoned {};

// What the loop tells an audit. While there was no room for events, heartbeats went on and charges
// did not: live calls are due no charge in tables that do not reach the start which ended that.
struct AuditSignals {
    std::atomic<bool> stop = false;
    std::atomic<std::int64_t> charges_from = 0;  // an event's number
};

// How far the tables were when the audit began, in one snapshot: later rows are left to the next.
struct AuditPin {
    model::EventId event;
    model::CallId call;
    model::OfferId offer;
    model::TicketId ticket;
    model::EntryId entry;
};

struct AuditRun {
    Database& tables;  // a reading connection of its own
    Gate& gate;
    EventSource& events;
    const AuditSignals& signals;
    AuditPin pin;
    Findings findings;
    std::int64_t events_read = 0;

    void check_in() const {  // often enough that a stop is prompt
        if (signals.stop) throw AuditAbandoned{};
    }
};

// A snapshot that lets the projector in before it.
class Slice {
  public:
    explicit Slice(AuditRun& run) : entered_(run.gate), snapshot_(run.tables) {}

  private:
    struct Entered {
        explicit Entered(Gate& to) : gate(to) { gate.enter(); }
        ~Entered() { gate.leave(); }
        Entered(const Entered&) = delete;
        Entered& operator=(const Entered&) = delete;
        Gate& gate;
    };
    Entered entered_;
    Snapshot snapshot_;
};

AuditPin take_pin(AuditRun& run);

void audit_file(AuditRun& run);
void audit_calls(AuditRun& run);     // times, reason, counters, totals, offers, tickets in order
void audit_chats(AuditRun& run);     // the tickets of offers that are no call's
void audit_payers(AuditRun& run);    // who took which tickets of which offer
void audit_ledger(AuditRun& run);    // what each ticket moved, and what each entry was for
void audit_accounts(AuditRun& run);  // balances from the ledger
void audit_events(AuditRun& run);    // every row from the events still kept

}  // namespace calls::store
