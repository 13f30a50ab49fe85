#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/model/account.h"
#include "core/model/call_file.h"
#include "core/model/event.h"
#include "core/model/numbers.h"
#include "core/model/offer.h"
#include "core/model/query.h"
#include "core/model/receipt.h"
#include "core/model/refusal.h"
#include "core/model/ticket.h"

// The one storage seam: what the engine asks of whatever keeps its rows. All calls come from the
// loop thread. The journal makes a reply durable; the tables follow it (share/doc/architecture.md).

namespace calls::engine {

// There is no room. Nothing of the batch was written, and a later attempt may succeed.
struct StoreFull : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Reading, writing or syncing failed: nothing in memory or on disk may be trusted any more by this
// process, and whether the last batch was written is unknown. calld has to exit.
struct StoreBroken : std::runtime_error {
    using std::runtime_error::runtime_error;
};

using model::Numbers;

// When the two sides of a live call were last heard.
struct HeartbeatTimes {
    model::CallId call;
    base::Instant host;
    base::Instant guest;
};

// Takes what load() finds, in this order: numbers and time, live calls, accounts, events.
class Loading {
  public:
    virtual ~Loading() = default;
    virtual void numbers(const Numbers& last, base::Instant latest) = 0;  // as of the tables
    virtual void live_call(model::CallFile file) = 0;
    virtual void account(model::Account account) = 0;  // of users in live calls, and the system's
    virtual void event(model::Event event) = 0;        // after the tables, in order
};

using QueryAnswer = std::variant<model::Rows<model::CallView>, model::Rows<model::TicketView>,
                                 model::Rows<model::Account>, model::Rows<model::LedgerEntry>,
                                 model::Rows<model::ReportRow>, model::Offer, model::AuditReport,
                                 model::BackupDone, model::PruneReply, model::Refusal>;

class Store {
  public:
    virtual ~Store() = default;

    // Once, before anything else.
    virtual void load(Loading& into) = 0;

    // One transaction, synced as the durability setting says, and handed on to the tables, once
    // end_append() gives true. Where that does not wait, it may give false: then the owner of the
    // store is woken when it is worth asking again. Ids follow on the last ones without a gap. In
    // between, nothing is asked for but look-ups, marks and the journal's events. Throws StoreFull
    // or StoreBroken, and the append has ended. `others`: there is much to do meanwhile.
    virtual void begin_append(std::shared_ptr<const model::EventBatch> events, bool others) = 0;
    virtual bool end_append(bool wait) = 0;
    void append(std::shared_ptr<const model::EventBatch> events) {
        begin_append(std::move(events), false);
        end_append(true);
    }

    // For the next projection; of no consequence if lost. Of a call that is in there more than once
    // the last counts.
    virtual void mark_heartbeats(std::span<const HeartbeatTimes> heard) = 0;

    // How far the tables are: rows changed by events up to here may be dropped from memory.
    [[nodiscard]] virtual model::EventId projected() const = 0;
    // Whether the tables lag by more than the bound, or cannot be written; why, if so.
    [[nodiscard]] virtual std::optional<std::string> lagging() const = 0;

    // Point look-ups in the tables, as of at least projected(). Throw StoreBroken.
    virtual std::optional<model::CallFile> find_call(model::CallId call) = 0;
    virtual std::optional<model::Offer> find_offer(model::UserId provider,
                                                   std::string_view resource) = 0;
    virtual std::optional<model::Ticket> last_ticket(model::OfferId offer, model::UserId payer) = 0;
    virtual std::optional<model::Account> find_account(model::UserId user) = 0;
    virtual std::optional<model::Receipt> find_receipt(std::string_view request_id) = 0;

    // The journal, for watchers: at most `most` events above `after`, in order; the oldest one
    // still kept; the last one booked before `time` (of those kept: else the one before the
    // oldest, or one that is pruned where such were booked at `time` or later).
    virtual std::vector<model::Event> events_after(model::EventId after, std::size_t most) = 0;
    virtual std::optional<model::EventId> oldest_event() = 0;
    virtual model::EventId last_event_before(base::Instant time) = 0;

    // Answered with everything in the tables that was appended before; the call-back runs inside
    // ask() or a later collect(), never on another thread.
    virtual void ask(model::Query query, std::function<void(QueryAnswer)> answer) = 0;
    // Runs the call-backs of finished queries; throws StoreBroken if the projection or a long
    // question met an I/O error.
    virtual void collect() = 0;

    // Between batches, when there is time: checkpoints and pruning, in bounded steps. Throws
    // StoreBroken.
    virtual void tidy() = 0;
};

}  // namespace calls::engine
