#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <boost/unordered/unordered_flat_map.hpp>

#include "core/base/instant.h"
#include "core/base/slot_table.h"
#include "core/model/account.h"
#include "core/model/call_file.h"
#include "core/model/event.h"
#include "core/model/numbers.h"
#include "core/model/offer.h"
#include "core/model/receipt.h"
#include "core/model/ticket.h"
#include "core/rules/call_state.h"
#include "core/rules/packed_call.h"
#include "core/rules/schedule.h"
#include "core/rules/settings.h"
#include "core/rules/users.h"

namespace calls::rules {

using OfferKey = std::pair<model::UserId, std::string>;      // provider, resource
using TicketKey = std::pair<model::OfferId, model::UserId>;  // offer, payer

// When the two sides of a call were last heard.
struct Heard {
    base::Instant host;
    base::Instant guest;
};

// The working set: live calls with all that belongs to them, and whatever else the engine has
// brought in. What is not here does not exist, as far as the rules can see; it is the engine's task
// to bring in what a command names before the rules look at it. Changed by apply() and beat() only,
// live, at start and in tests alike.
class State {
  public:
    explicit State(const Settings& settings) : settings_(settings) {}

    [[nodiscard]] const Settings& settings() const { return settings_; }
    [[nodiscard]] const model::Numbers& numbers() const { return numbers_; }
    [[nodiscard]] base::Instant last_start() const { return last_start_; }

    [[nodiscard]] std::optional<CallState> call(model::CallId id) const;
    [[nodiscard]] bool has_call(model::CallId id) const { return calls_.find(id) != nullptr; }
    [[nodiscard]] std::optional<Heard> heard(model::CallId id) const;  // of a live call
    // That they will be asked for soon: by then they are close at hand, in the processor's terms.
    void expect_call(model::CallId id) const { calls_.expect(id); }
    void expect_user(model::UserId user) const { users_.expect(user); }
    void expect_parties(model::CallId call) const;
    // False: no deadline of this call is due. Asks the schedule, which is never late, not the call.
    [[nodiscard]] bool may_be_due(model::CallId id, base::Instant now) const;
    [[nodiscard]] model::CallId live_call_of(model::UserId user) const {  // 0: none
        return users_.live_call_of(user);
    }
    // Pointers hold until the next change.
    [[nodiscard]] const model::Account* account(model::UserId user) const {
        return users_.account(user);
    }
    [[nodiscard]] model::Coins balance(model::UserId user) const;  // 0 for an untouched account
    [[nodiscard]] const model::Offer* chat_offer(const OfferKey& key) const;
    [[nodiscard]] const model::Ticket* chat_ticket(const TicketKey& key) const;
    [[nodiscard]] std::shared_ptr<const model::Receipt> receipt(const std::string& id) const;
    [[nodiscard]] std::int64_t live_calls(model::Phase phase) const;
    [[nodiscard]] std::int64_t live_calls() const;

    template <class Visit>  // Visit: void(const CallState&); live and ended, in no order
    void for_each_call(Visit visit) const {
        calls_.for_each([&](const PackedCall& call) { visit(call.unpack()); });
    }

    // An event's rows, as they are after it. CHECKs that its number follows on the last one.
    void apply(const model::Event& event);
    // A heartbeat that came in: its time, and whether charges still wait for it.
    void beat(model::CallId id, model::Side side, base::Instant now);

    // The earliest deadline of all, due or not.
    std::optional<Deadline> earliest();

    // For the engine: rows brought in from the tables, dropped again, or put back as they were.
    void put_numbers(const model::Numbers& numbers) { numbers_ = numbers; }
    void put_last_start(base::Instant start) { last_start_ = start; }
    void put_call(const CallState& call);
    void put_account(const model::Account& account) { users_.put_account(account); }
    void put_chat_offer(const model::Offer& offer);
    void put_chat_ticket(const model::Ticket& ticket);
    void put_receipt(std::shared_ptr<const model::Receipt> receipt);
    void drop_call(model::CallId id);
    void drop_account(model::UserId user) { users_.drop_account(user); }
    void drop_chat_offer(const OfferKey& key) { chat_offers_.erase(key); }
    void drop_chat_ticket(const TicketKey& key) { chat_tickets_.erase(key); }
    void drop_receipt(const std::string& id) { receipts_.erase(id); }
    void forget_outcomes(base::Instant before);  // kept before it; those of money stay

  private:
    struct IdOf {
        model::CallId operator()(const PackedCall& call) const { return call.id(); }
    };

    void keep(const CallState& call);
    void apply_call_rows(const model::Event& event);
    void apply_numbers(const model::Event& event);
    void count(const model::Call& call, std::int64_t by);
    void occupy(const model::Call& call);
    void vacate(const model::Call& call);
    void replace(const model::Call& before, const model::Call& after);
    void begin_anew(base::Instant start);
    void schedule(PackedCall& place, const CallState& call);
    void rebuild_schedule();

    // Fixed after construction.
    Settings settings_;

    // Changed by events.
    model::Numbers numbers_;
    base::Instant last_start_;
    base::SlotTable<PackedCall, IdOf> calls_;
    Users users_;  // accounts; and, from the calls, who is in which
    boost::unordered_flat_map<OfferKey, model::Offer> chat_offers_;
    boost::unordered_flat_map<TicketKey, model::Ticket> chat_tickets_;
    boost::unordered_flat_map<std::string, std::shared_ptr<const model::Receipt>> receipts_;

    // Derived from the calls.
    std::array<std::int64_t, 4> calls_by_phase_{};
    Schedule schedule_;
};

}  // namespace calls::rules
