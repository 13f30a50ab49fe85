#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "core/base/instant.h"
#include "core/model/call.h"
#include "core/model/ids.h"
#include "core/model/money.h"
#include "core/rules/call_state.h"
#include "core/rules/deadline.h"

namespace calls::rules {

// A call as State keeps it, for there may be a million of them. Most are alike: live, younger than
// 49 days, with no counters but the host's earnings and the match, and what follows from something
// else need not be kept twice. Such a call takes 144 bytes here; any other is kept whole beside it.
class PackedCall {
  public:
    PackedCall() = default;  // no call
    explicit PackedCall(const CallState& call);

    [[nodiscard]] CallState unpack() const;

    [[nodiscard]] model::CallId id() const { return id_; }
    // The parties, where the call is or was packed; else 0.
    [[nodiscard]] model::UserId host() const { return host_; }
    [[nodiscard]] model::UserId guest() const { return guest_; }
    [[nodiscard]] bool whole() const { return whole_ != nullptr; }
    [[nodiscard]] bool charges_wait() const {
        return whole_ ? whole_->charges_wait() : awaits_host_ || awaits_guest_;
    }
    // One that has ended is kept whole.
    [[nodiscard]] bool live() const { return !whole_ || whole_->file.call.live(); }
    [[nodiscard]] base::Instant heartbeat_time(model::Side side) const;
    void beat(model::Side side, base::Instant now);
    void await_both();  // its charges wait until both sides were heard, as after a start

    // Where the schedule has this call, never later than its next deadline.
    [[nodiscard]] std::optional<DeadlineKey> scheduled() const;
    void set_scheduled(const std::optional<DeadlineKey>& key);

  private:
    using Span = std::uint32_t;  // milliseconds since the dial, and one more; 0: has not happened

    [[nodiscard]] base::Instant instant(Span span) const;
    void pack(const CallState& state);

    model::CallId id_;
    model::UserId host_;
    model::UserId guest_;
    base::Instant dial_time_;
    base::Instant released_at_;
    base::Instant scheduled_at_;  // 0: it is not
    model::OfferId offer_;        // 0: none
    model::Coins price_;
    model::TicketId ticket_;  // 0: none
    model::Coins ticket_earned_;
    model::Coins paid_;
    model::Coins earned_;
    std::unique_ptr<CallState> whole_;  // if set, of the rest only id and schedule count
    Span idal_ = 0;
    Span helo_ = 0;
    Span ehlo_ = 0;
    Span host_hb_ = 0;
    Span guest_hb_ = 0;
    Span offer_time_ = 0;
    Span ticket_time_ = 0;
    std::uint32_t tickets_ = 0;
    std::uint32_t period_ms_ = 0;
    std::uint8_t scheduled_rank_ = 0;
    bool dialled_by_host_ : 1 = false;
    bool matched_ : 1 = false;
    bool each_ : 1 = false;
    bool ticket_free_ : 1 = false;
    bool awaits_host_ : 1 = false;
    bool awaits_guest_ : 1 = false;
};

}  // namespace calls::rules
