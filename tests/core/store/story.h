#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/engine/store.h"
#include "core/model/event.h"

// Writes events as the rules would: numbered, with the whole rows, and with books that balance.
// Each verb adds one event to the batch at hand; take() hands the batch over.

namespace calls::tests {

using base::Instant;
using base::Millis;

inline constexpr Instant story_begins{1'700'000'000'000};
inline constexpr int host_percent = 70;

class Story {
  public:
    Story() = default;
    explicit Story(const model::Numbers& last) : last_(last) {}

    void pass(Millis time) { now_ = now_ + time; }
    // As if so many calls, tickets and entries had come in between.
    void skip(std::int64_t ids) {
        last_.call.value += ids;
        last_.ticket.value += ids;
        last_.entry.value += ids;
    }
    [[nodiscard]] Instant now() const { return now_; }
    [[nodiscard]] const model::Numbers& last() const { return last_; }

    model::Call dial(std::int64_t host, std::int64_t guest) {
        last_.call.value += 1;
        model::Call call;
        call.id = last_.call;
        call.host = {host};
        call.guest = {guest};
        call.dial_user = call.guest;
        call.dial_time = call.guest_hb_time = call.host_hb_time = now_;
        model::Event& event = add(model::EventKind::dial, call.id, call.guest);
        event.rows.call = call;
        event.rows.counters = model::Counters{.call = call.id, .value = {}};
        event.note = model::CallContext{};
        return call;
    }

    void talk(model::Call& call) {
        call.idal_time = call.helo_time = call.ehlo_time = now_;
        call.guest_hb_time = call.host_hb_time = now_;
        model::Event& event = add(model::EventKind::hello_back, call.id, call.guest);
        event.rows.call = call;
        event.note = model::CallContext{};
    }

    void hang(model::Call& call) {
        call.hang_time = now_;
        call.hang_user = call.host;
        call.hang_reason = model::HangReason::hangup;
        model::Event& event = add(model::EventKind::hang, call.id, call.host);
        event.rows.call = call;
        event.note = model::CallContext{};
    }

    void count(model::CallId call, const model::CounterValues& value) {
        add(model::EventKind::counters, call, model::nobody).rows.counters =
            model::Counters{.call = call, .value = value};
    }

    model::Offer offer(const model::Call& call, const model::Terms& terms) {
        last_.offer.value += 1;
        const model::CallOffer own{.id = last_.offer, .terms = terms, .create_time = now_};
        model::Offer full = model::full_offer(own, call.id, call.host);
        add(model::EventKind::offer, call.id, call.host).rows.offer = full;
        return full;
    }

    model::Offer chat_offer(std::int64_t host, std::string resource, const model::Terms& terms) {
        last_.offer.value += 1;
        model::Offer chat{.id = last_.offer,
                          .provider = {host},
                          .resource = std::move(resource),
                          .mode_id = 7,
                          .module = model::Module::chat,
                          .terms = terms,
                          .create_time = now_};
        add(model::EventKind::offer, {}, {host}).rows.offer = chat;
        return chat;
    }

    void deposit(std::int64_t user, std::int64_t amount, const std::string& request = {}) {
        model::Event& event = add(model::EventKind::deposit, {}, {user});
        move(event, model::EntryKind::deposit, model::world_account, {user}, amount, {});
        if (request.empty()) return;
        event.rows.entries.back().request_id = request;
        event.rows.receipt = std::make_shared<model::Receipt>(model::Receipt{
            .request_id = request,
            .fingerprint = std::string{"f\0p", 3},
            .outcome =
                model::MoneyReply{
                    .user = {user}, .balance = balance_of({user}), .entry = last_.entry},
            .time = now_});
    }

    model::Ticket ticket(const model::Offer& offer, std::int64_t payer, bool free = false) {
        last_.ticket.value += 1;
        const std::int64_t price = offer.terms.price.value;
        const model::Coins share = model::host_share(offer.terms.price, host_percent);
        const bool each = offer.terms.mode == model::Mode::each;
        const model::Ticket ticket{.id = last_.ticket,
                                   .offer = offer.id,
                                   .payer = {payer},
                                   .ticket_time = now_,
                                   .done_time = each ? now_ + offer.terms.period : Instant{},
                                   .paid = {free ? 0 : price},
                                   .earned = share,
                                   .free = free};
        const model::CallId call =
            offer.module == model::Module::call ? model::CallId{offer.mode_id} : model::CallId{};
        model::Event& event = add(model::EventKind::ticket, call, {payer});
        event.rows.ticket = ticket;
        event.note = model::TicketNote{};
        if (free) {
            move(event, model::EntryKind::free_ticket, model::platform_account, offer.provider,
                 share.value, ticket.id);
        } else {
            move(event, model::EntryKind::ticket, {payer}, offer.provider, share.value, ticket.id);
            move(event, model::EntryKind::ticket_fee, {payer}, model::platform_account,
                 price - share.value, ticket.id);
        }
        if (!call) return ticket;
        model::CallTotals& totals = totals_[call];
        totals.call = call;
        totals.tickets += 1;
        totals.paid.value += ticket.paid.value;
        totals.earned.value += ticket.earned.value;
        event.rows.totals = totals;
        return ticket;
    }

    void start(std::int64_t live_calls) {
        add(model::EventKind::start, {}, {}).note = model::StartNote{.live_calls = live_calls};
    }

    void receipt(const std::string& request, const model::Outcome& outcome) {
        add(model::EventKind::receipt, {}, {}).rows.receipt =
            std::make_shared<model::Receipt>(model::Receipt{
                .request_id = request, .fingerprint = "same", .outcome = outcome, .time = now_});
    }

    std::shared_ptr<const model::EventBatch> take() {
        auto batch = std::make_shared<const model::EventBatch>(std::move(batch_));
        batch_.clear();
        return batch;
    }

    [[nodiscard]] model::Coins balance_of(model::UserId user) const {
        const auto found = accounts_.find(user);
        return found == accounts_.end() ? model::Coins{} : found->second.balance;
    }

    // After a batch that was refused: its event numbers are free again.
    void forget_events() {
        last_.event.value -= static_cast<std::int64_t>(batch_.size());
        batch_.clear();
    }

  private:
    model::Event& add(model::EventKind kind, model::CallId call, model::UserId user) {
        last_.event.value += 1;
        model::Event event;
        event.id = last_.event;
        event.time = now_;
        event.kind = kind;
        event.call = call;
        event.user = user;
        batch_.push_back(std::move(event));
        return batch_.back();
    }

    model::Account& account(model::UserId user, std::int64_t change) {
        model::Account& account = accounts_[user];
        account.user = user;
        account.balance.value += change;
        account.entries += 1;
        return account;
    }

    void move(model::Event& event, model::EntryKind kind, model::UserId from, model::UserId to,
              std::int64_t amount, model::TicketId ticket) {
        if (amount == 0) return;
        last_.entry.value += 1;
        model::LedgerEntry entry;
        entry.id = last_.entry;
        entry.time = now_;
        entry.kind = kind;
        entry.debit = from;
        entry.credit = to;
        entry.amount = {amount};
        entry.ticket = ticket;
        entry.call = event.call;
        entry.debit_balance = account(from, -amount).balance;
        entry.credit_balance = account(to, amount).balance;
        event.rows.accounts.push_back(accounts_[from]);
        event.rows.accounts.push_back(accounts_[to]);
        event.rows.entries.push_back(std::move(entry));
    }

    Instant now_ = story_begins;
    model::Numbers last_;
    model::EventBatch batch_;
    std::map<model::UserId, model::Account> accounts_;
    std::map<model::CallId, model::CallTotals> totals_;
};

}  // namespace calls::tests
