#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/store/audit_run.h"
#include "core/store/ledger_pages.h"
#include "core/store/offer_cache.h"
#include "core/store/ticket_slice.h"

// Tickets and ledger side by side: both were numbered in the order of the events that made them, so
// the entries of neighbouring tickets are neighbours.

namespace calls::store {
namespace {

using model::EntryKind;
using model::LedgerEntry;
using model::Ticket;
using Entries = std::span<const LedgerEntry>;

constexpr std::size_t look_ahead = 1'000;  // entries read past a slice: some may be out of place

bool for_a_ticket(EntryKind kind) {
    return kind != EntryKind::deposit && kind != EntryKind::withdrawal;
}

bool right_parties(const LedgerEntry& entry) {
    if (entry.ticket || entry.call) return false;
    const bool in = entry.kind == EntryKind::deposit;
    const model::UserId user = in ? entry.credit : entry.debit;
    return (in ? entry.debit : entry.credit) == model::world_account && user.value > 0;
}

bool right_parties(const LedgerEntry& entry, const Ticket& ticket, const BriefOffer& offer) {
    if (entry.call != offer.call) return false;
    switch (entry.kind) {
        case EntryKind::deposit:
        case EntryKind::withdrawal:
            return false;
        case EntryKind::ticket:
            return entry.debit == ticket.payer && entry.credit == offer.provider && !ticket.free;
        case EntryKind::ticket_fee:
            return entry.debit == ticket.payer && entry.credit == model::platform_account &&
                   !ticket.free;
        case EntryKind::free_ticket:
            return entry.debit == model::platform_account && entry.credit == offer.provider &&
                   ticket.free;
    }
    return false;
}

std::string text_of(std::int64_t paid, std::int64_t earned) {
    return "paid " + std::to_string(paid) + ", earned " + std::to_string(earned);
}

class LedgerAudit {
  public:
    explicit LedgerAudit(AuditRun& run)
        : run_(run),
          findings_(run.findings),
          slice_(run.tables),
          pages_(run.tables, run.pin.entry, run.findings),
          offers_(run.tables),
          receipt_(run.tables, "SELECT 1 FROM app_request WHERE request_id = ?") {}

    // The tickets of one slice; false at the end.
    bool next() {
        const Slice slice{run_};
        const auto& tickets = slice_.load(after_, run_.pin.ticket);
        const model::TicketId last = tickets.empty() ? run_.pin.ticket : tickets.back().ticket.id;
        gather(last);
        Entries entries{entries_};
        for (const SlicedTicket& one : tickets) check(one, split(entries, one));
        drop(last);
        after_ = last;
        return !tickets.empty();
    }

    void finish() {
        for (const LedgerEntry& entry : entries_) check_orphan(entry);
    }

  private:
    // Reads on until all entries of tickets up to `last` are here, then sorts them by ticket.
    void gather(model::TicketId last) {
        auto ahead = static_cast<std::size_t>(std::ranges::count_if(
            entries_, [&](const LedgerEntry& entry) { return entry.ticket > last; }));
        while (ahead < look_ahead) {
            auto page = pages_.next();
            if (page.empty()) break;
            run_.check_in();
            for (LedgerEntry& entry : page) {
                check_entry(entry);
                if (!entry.ticket) continue;
                if (entry.ticket > last) ++ahead;
                entries_.push_back(std::move(entry));
            }
        }
        std::ranges::stable_sort(entries_, {}, &LedgerEntry::ticket);
    }

    // The entries of this ticket, from the front of what is left.
    Entries split(Entries& entries, const SlicedTicket& one) {
        while (!entries.empty() && entries.front().ticket < one.ticket.id) {
            check_orphan(entries.front());
            entries = entries.subspan(1);
        }
        std::size_t count = 0;
        while (count < entries.size() && entries[count].ticket == one.ticket.id) ++count;
        const Entries own = entries.first(count);
        entries = entries.subspan(count);
        return own;
    }

    void drop(model::TicketId last) {
        const auto later = std::ranges::upper_bound(entries_, last, {}, &LedgerEntry::ticket);
        entries_.erase(entries_.begin(), later);
    }

    void check(const SlicedTicket& one, Entries entries) {
        const std::int64_t id = one.ticket.id.value;
        if (!one.taken) {
            if (one.money_known)
                findings_.add("what a ticket moved belongs to a ticket", id, "a ticket", "none");
            for (const LedgerEntry& entry : entries) check_orphan(entry);
            return;
        }
        if (!one.money_known)
            findings_.add("what a ticket moved is known", id, "a row of app_ticket_money", "none");
        check_sums(one, entries);
        const auto offer = offers_.find(one.ticket.offer);
        if (!offer) {
            findings_.add("a ticket belongs to an offer", id,
                          "offer " + std::to_string(one.ticket.offer.value), "none");
            return;
        }
        for (const LedgerEntry& entry : entries)
            if (!right_parties(entry, one.ticket, *offer)) say_wrong_parties(entry);
        if (!entries.empty()) check_time(one.ticket, entries.front());
    }

    void check_sums(const SlicedTicket& one, Entries entries) {
        if (!one.money_known) return;
        __extension__ using Wide = __int128;  // amounts may have been tampered with
        Wide paid = 0;
        Wide earned = 0;
        for (const LedgerEntry& entry : entries) {
            if (entry.kind != EntryKind::free_ticket) paid += entry.amount.value;
            if (entry.kind != EntryKind::ticket_fee) earned += entry.amount.value;
        }
        const Ticket& ticket = one.ticket;
        if (paid == ticket.paid.value && earned == ticket.earned.value) return;
        findings_.add("what a ticket moved is in the ledger", ticket.id.value,
                      text_of(ticket.paid.value, ticket.earned.value),
                      text_of(static_cast<std::int64_t>(paid), static_cast<std::int64_t>(earned)));
    }

    void check_time(const Ticket& ticket, const LedgerEntry& entry) {
        if (entry.time >= ticket.ticket_time) return;
        findings_.add("a ticket is paid once its period is entered", ticket.id.value,
                      "booked at " + std::to_string(ticket.ticket_time.ms) + " or later",
                      "booked at " + std::to_string(entry.time.ms));
    }

    // What an entry says of itself.
    void check_entry(const LedgerEntry& entry) {
        const std::int64_t id = entry.id.value;
        if (entry.time < booked_)
            findings_.add("the times of the ledger never fall", id,
                          std::to_string(booked_.ms) + " or later", std::to_string(entry.time.ms));
        booked_ = std::max(booked_, entry.time);
        if (entry.amount.value <= 0)
            findings_.add("an entry moves something", id, "1 or more",
                          std::to_string(entry.amount.value));
        if (for_a_ticket(entry.kind)) {
            if (!entry.ticket)
                findings_.add("an entry is for a ticket that there is", id, "a ticket", "none");
        } else if (!right_parties(entry)) {
            say_wrong_parties(entry);
        }
        if (!entry.request_id.empty() &&
            !receipt_.first([](Statement&) { return true; }, entry.request_id))
            findings_.add("the request that moved money is kept", id,
                          "request id " + entry.request_id, "none");
    }

    void check_orphan(const LedgerEntry& entry) {
        findings_.add("an entry is for a ticket that there is", entry.id.value,
                      "ticket " + std::to_string(entry.ticket.value), "none");
    }

    void say_wrong_parties(const LedgerEntry& entry) {
        findings_.add("an entry moves money between the right accounts, for what it says",
                      entry.id.value, "the parties of a " + std::string{name_of(entry.kind)},
                      std::to_string(entry.debit.value) + " to " +
                          std::to_string(entry.credit.value) + ", ticket " +
                          std::to_string(entry.ticket.value) + ", call " +
                          std::to_string(entry.call.value));
    }

    AuditRun& run_;
    Findings& findings_;
    TicketSlice slice_;
    LedgerPages pages_;
    OfferCache offers_;
    Statement receipt_;
    model::TicketId after_;
    std::vector<LedgerEntry> entries_;  // for tickets after after_, but for those out of place
    base::Instant booked_;              // of the latest entry so far
};

}  // namespace

void audit_ledger(AuditRun& run) {
    LedgerAudit audit{run};
    while (audit.next()) run.check_in();
    audit.finish();
}

}  // namespace calls::store
