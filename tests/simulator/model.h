#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/instant.h"
#include "core/model/account.h"
#include "core/model/call.h"
#include "core/model/call_file.h"
#include "core/model/command.h"
#include "core/model/numbers.h"
#include "core/model/query.h"
#include "core/model/receipt.h"
#include "core/model/refusal.h"
#include "core/model/reply.h"
#include "tests/simulator/happening.h"

namespace calls::simulator {

struct ModelSettings {
    base::Millis ring_timeout{30'000};       // 0: off
    base::Millis heartbeat_timeout{15'000};  // 0: off
    model::Coins credit_limit{0};
    int host_share_percent = 100;
};

// What a live call needs beyond its row.
struct LiveCall {
    model::CallId id;
    base::Instant started;      // the last start that it lived through; 0: none
    bool charges_wait = false;  // since that start, until both sides were heard
    bool host_heard = false;    // sent a heartbeat since that start
    bool guest_heard = false;
    base::Instant released;  // the heartbeat that ended the last wait; 0: never waited
};

// The whole domain a second time, told from its contract and not from the product's rules, so that
// the two can be held against each other. It is naive on purpose: all history stays in vectors with
// the id as index, live calls are scanned, and nothing is ever forgotten. It owns all that it
// holds; a copy is a second, equal world. `now` must never fall from one entry to the next.
class Model {
  public:
    explicit Model(const ModelSettings& settings) : settings_(settings) {}

    // A start of calld with whatever calls live, and all that counts as one. Ends a suspend.
    Happening start(base::Instant now);

    Performed perform(const model::Command& command, base::Instant now);

    // Deadlines one at a time, so that a caller can follow an engine that takes them in turns.
    [[nodiscard]] bool due(model::CallId call, base::Instant now) const;
    [[nodiscard]] std::optional<model::CallId> next_due(base::Instant now) const;
    std::vector<Happening> expire(model::CallId call, base::Instant now);  // only what is due()

    // A full disk. Without changes, a kept outcome is still answered, and a plain heartbeat booked.
    void suspend(bool no_deadlines, bool no_changes);

    // What a prune left that was not brought to its end: which events are gone, and which outcomes.
    void set_pruned(model::EventId last) { pruned_ = last; }
    void forget(const std::string& request_id);
    void set_outcome(const std::string& request_id, const model::Outcome& outcome);

    // What a crash left of a live call's plain heartbeats.
    void set_heartbeats(model::CallId call, base::Instant host, base::Instant guest);

    // History; ids run from 1 without gaps, and a row's index is its id less 1.
    [[nodiscard]] const std::vector<model::Call>& calls() const { return calls_; }
    [[nodiscard]] const std::vector<model::Offer>& offers() const { return offers_; }
    [[nodiscard]] const std::vector<model::Ticket>& tickets() const { return tickets_; }
    [[nodiscard]] const std::vector<model::LedgerEntry>& entries() const { return entries_; }
    [[nodiscard]] const std::map<model::UserId, model::Account>& accounts() const {
        return accounts_;
    }
    [[nodiscard]] const std::map<std::string, model::Receipt>& receipts() const {
        return receipts_;  // the fingerprint is pack(Change)
    }
    [[nodiscard]] const std::vector<base::Instant>& booked() const { return booked_; }
    [[nodiscard]] model::EventId pruned() const { return pruned_; }  // the last one; 0: none
    [[nodiscard]] const std::vector<std::string>& forgotten() const { return forgotten_; }
    [[nodiscard]] const std::vector<LiveCall>& live_calls() const { return live_; }
    [[nodiscard]] const model::CounterValues& counters(model::CallId call) const;
    [[nodiscard]] const model::CallTotals& totals(model::CallId call) const;
    [[nodiscard]] model::CallView view_of(model::CallId call, base::Instant as_of) const;
    [[nodiscard]] model::TicketView view_of(const model::Ticket& ticket) const;
    [[nodiscard]] model::Numbers numbers() const;
    [[nodiscard]] base::Instant last_start() const { return last_start_; }

  private:
    using Outcome = model::Result<model::Outcome>;

    // One entry into the model: when, for whom, and what has come of it so far.
    struct Step {
        base::Instant now;
        std::string request_id;
        std::vector<Happening> happenings;
    };

    struct Deadline {
        enum class Kind : std::uint8_t { ring, host_heartbeat, guest_heartbeat, charge };
        base::Instant time;
        model::CallId call;
        Kind kind = Kind::ring;

        [[nodiscard]] bool before(const Deadline& other) const;
    };

    struct Payment {
        model::OfferId offer;
        model::UserId payer;
        base::Instant ticket_time;
        bool free = false;
        bool automatic = false;
    };

    struct Booking {
        model::EntryKind kind = model::EntryKind::deposit;
        model::UserId debit;
        model::UserId credit;
        model::Coins amount;
        model::TicketId ticket;
        model::CallId call;
        std::string request_id;
    };

    // What belongs to a call beside its row.
    struct Beside {
        model::CounterValues counters{};
        model::CallTotals totals;
        model::OfferId offer;  // 0: none
    };

    // Commands.
    model::Reply answer(const model::Change& change, Step& step);
    model::Reply answer(const model::Heartbeat& beat, Step& step);
    model::Reply answer(const model::Read& read, Step& step);
    model::Reply answer(const model::Query& query, Step& step);
    Outcome carry_out(const model::Dial& dial, Step& step);
    Outcome carry_out(const model::Idal& idal, Step& step);
    Outcome carry_out(const model::Hang& hang, Step& step);
    Outcome carry_out(const model::SetCounts& set, Step& step);
    Outcome carry_out(const model::AddCounts& add, Step& step);
    Outcome carry_out(const model::Publish& publish, Step& step);
    Outcome carry_out(const model::PayTicket& pay, Step& step);
    Outcome carry_out(const model::Deposit& deposit, Step& step);
    Outcome carry_out(const model::Withdraw& withdraw, Step& step);
    Outcome carry_out(const model::MoveClock& move, Step& step);
    Outcome carry_out(const model::Prune& prune, Step& step);

    // Calls.
    [[nodiscard]] bool known(model::CallId call) const;
    [[nodiscard]] const model::Call& call_at(model::CallId call) const;
    model::Call& call_at(model::CallId call);
    [[nodiscard]] const Beside& beside(model::CallId call) const;
    Beside& beside(model::CallId call);
    [[nodiscard]] const LiveCall* live(model::CallId call) const;
    LiveCall* live(model::CallId call);
    [[nodiscard]] const model::Call* live_call_of(model::UserId user) const;
    void beat(model::Call& call, model::Side side, Step& step);
    void end(model::CallId call, base::Instant at, model::UserId user, model::HangReason reason,
             Step& step);
    model::Refusal ended(model::CallId call, base::Instant now) const;

    // Deadlines.
    [[nodiscard]] std::vector<model::CallId> named_by(const model::Command& command) const;
    [[nodiscard]] std::optional<Deadline> due_of(const LiveCall& live, base::Instant now) const;
    [[nodiscard]] std::optional<base::Instant> charge_time(const model::Call& call) const;
    void expire(const Deadline& deadline, Step& step);
    void settle(const std::vector<model::CallId>& calls, Step& step);

    // Money.
    Outcome issue(const Payment& payment, Step& step);
    [[nodiscard]] bool overflows(const model::Offer& offer, const model::Ticket& ticket) const;
    void move_money(const model::Offer& offer, const model::Ticket& ticket,
                    const std::string& request_id, base::Instant now);
    void warn_of_low_funds(const model::Offer& offer, const model::Ticket& ticket, Step& step);
    void book(const Booking& booking, base::Instant now);
    [[nodiscard]] model::Coins balance(model::UserId user) const;
    [[nodiscard]] bool can_pay(model::UserId user, model::Coins price) const;
    [[nodiscard]] model::Refusal too_poor(model::UserId user, model::Coins price) const;

    // Offers and tickets.
    [[nodiscard]] static model::CallId call_of(const model::Offer& offer);  // 0 for a chat resource
    [[nodiscard]] const model::Offer* offer_of(model::CallId call) const;
    [[nodiscard]] const model::Offer* offer_of(model::UserId provider,
                                               const std::string& resource) const;
    [[nodiscard]] const model::Ticket* last_ticket(model::OfferId offer, model::UserId payer) const;
    model::Offer add_offer(model::Offer offer, Step& step);

    // Reads.
    [[nodiscard]] model::Answer read(const model::GetCall& get, base::Instant now) const;
    [[nodiscard]] model::Answer read(const model::GetOffer& get) const;
    [[nodiscard]] model::Answer read(const model::GetAccount& get) const;
    [[nodiscard]] model::Answer read(const model::ListLive& list, base::Instant now) const;
    [[nodiscard]] model::Answer read(const model::RecordsQuery& query, base::Instant now) const;
    [[nodiscard]] model::Answer read(const model::TicketsQuery& query) const;
    [[nodiscard]] model::Answer read(const model::AccountsQuery& query) const;
    [[nodiscard]] model::Answer read(const model::LedgerQuery& query) const;
    [[nodiscard]] model::Answer read(const model::ReportQuery& query) const;
    [[nodiscard]] model::Answer read(const model::OfferQuery& query) const;

    void tell(model::EventKind kind, model::CallId call, model::UserId user, Told told, Step& step);

    ModelSettings settings_;
    std::vector<model::Call> calls_;
    std::vector<Beside> beside_;  // of the call at the same index
    std::vector<LiveCall> live_;  // by rising id
    std::vector<model::Offer> offers_;
    std::map<std::pair<model::UserId, std::string>, model::OfferId> offer_ids_;
    std::vector<model::Ticket> tickets_;
    std::map<std::pair<model::OfferId, model::UserId>, model::TicketId> last_tickets_;
    std::vector<model::LedgerEntry> entries_;
    std::map<model::UserId, model::Account> accounts_;  // system accounts too, once touched
    std::map<std::string, model::Receipt> receipts_;
    std::vector<std::string> forgotten_;  // request ids whose outcome was pruned, in that order
    model::EventId last_event_;
    std::vector<base::Instant> booked_;  // when, by event
    model::EventId pruned_;
    base::Instant last_start_;
    bool no_deadlines_ = false;
    bool no_changes_ = false;
};

}  // namespace calls::simulator
