#include "core/rules/packed_call.h"

#include <limits>

#include "core/model/call_file.h"

namespace calls::rules {
namespace {

using base::Instant;
using base::Millis;
using model::Call;
using model::CallFile;
using model::Mode;
using model::Side;

// What does not fit is cut off: the call is then not what was packed, and kept whole.
std::uint32_t cut(std::int64_t value) {
    return static_cast<std::uint32_t>(value);
}

std::uint32_t span_of(Instant time, Instant since) {
    return time.happened() ? cut((time - since).count() + 1) : 0;
}

bool fits(Instant time, Instant since) {
    const Millis span = time - since;
    return span.count() >= 0 && span.count() < std::numeric_limits<std::uint32_t>::max();
}

}  // namespace

PackedCall::PackedCall(const CallState& call) {
    pack(call);
    if (unpack() == call) return;
    *this = PackedCall{};
    id_ = call.file.call.id;
    whole_ = std::make_unique<CallState>(call);
}

void PackedCall::pack(const CallState& state) {
    const CallFile& file = state.file;
    const Call& call = file.call;
    id_ = call.id;
    host_ = call.host;
    guest_ = call.guest;
    dial_time_ = call.dial_time;
    dialled_by_host_ = call.dial_user == call.host;
    idal_ = span_of(call.idal_time, dial_time_);
    helo_ = span_of(call.helo_time, dial_time_);
    ehlo_ = span_of(call.ehlo_time, dial_time_);
    host_hb_ = span_of(call.host_hb_time, dial_time_);
    guest_hb_ = span_of(call.guest_hb_time, dial_time_);
    matched_ = file.counters[model::matched_counter] == 1;
    tickets_ = cut(file.totals.tickets);
    paid_ = file.totals.paid;
    earned_ = file.totals.earned;
    if (file.offer) {
        offer_ = file.offer->id;
        offer_time_ = span_of(file.offer->create_time, dial_time_);
        each_ = file.offer->terms.mode == Mode::each;
        period_ms_ = cut(file.offer->terms.period.count());
        price_ = file.offer->terms.price;
    }
    if (file.last_ticket) {
        ticket_ = file.last_ticket->id;
        ticket_time_ = span_of(file.last_ticket->ticket_time, dial_time_);
        ticket_earned_ = file.last_ticket->earned;
        ticket_free_ = file.last_ticket->free;
    }
    awaits_host_ = state.awaits_host;
    awaits_guest_ = state.awaits_guest;
    released_at_ = state.released_at;
}

CallState PackedCall::unpack() const {
    if (whole_) return *whole_;
    CallState state;
    CallFile& file = state.file;
    Call& call = file.call;
    call.id = id_;
    call.host = host_;
    call.guest = guest_;
    call.dial_time = dial_time_;
    call.dial_user = dialled_by_host_ ? host_ : guest_;
    call.idal_time = instant(idal_);
    call.helo_time = instant(helo_);
    call.ehlo_time = instant(ehlo_);
    call.host_hb_time = instant(host_hb_);
    call.guest_hb_time = instant(guest_hb_);
    file.counters[model::earned_counter] = earned_.value;
    file.counters[model::matched_counter] = matched_ ? 1 : 0;
    file.totals = {.call = id_, .tickets = tickets_, .paid = paid_, .earned = earned_};
    if (offer_)
        file.offer = model::CallOffer{.id = offer_,
                                      .terms = {.mode = each_ ? Mode::each : Mode::once,
                                                .period = Millis{period_ms_},
                                                .price = price_},
                                      .create_time = instant(offer_time_)};
    if (ticket_)
        file.last_ticket = model::Ticket{
            .id = ticket_,
            .offer = offer_,
            .payer = guest_,
            .ticket_time = instant(ticket_time_),
            .done_time = each_ ? instant(ticket_time_) + Millis{period_ms_} : base::never_happened,
            .paid = ticket_free_ ? model::Coins{0} : price_,
            .earned = ticket_earned_,
            .free = ticket_free_};
    state.awaits_host = awaits_host_;
    state.awaits_guest = awaits_guest_;
    state.released_at = released_at_;
    return state;
}

Instant PackedCall::heartbeat_time(Side side) const {
    if (whole_) return whole_->file.call.heartbeat_time(side);
    return instant(side == Side::host ? host_hb_ : guest_hb_);
}

void PackedCall::beat(Side side, Instant now) {
    if (!whole_ && fits(now, dial_time_)) {
        (side == Side::host ? host_hb_ : guest_hb_) = span_of(now, dial_time_);
        return;
    }
    if (!whole_) whole_ = std::make_unique<CallState>(unpack());
    Call& call = whole_->file.call;
    (side == Side::host ? call.host_hb_time : call.guest_hb_time) = now;
}

void PackedCall::await_both() {
    if (whole_) {
        whole_->awaits_host = whole_->awaits_guest = true;
        whole_->released_at = base::never_happened;
    }
    awaits_host_ = awaits_guest_ = true;
    released_at_ = base::never_happened;
}

std::optional<DeadlineKey> PackedCall::scheduled() const {
    if (!scheduled_at_.happened()) return std::nullopt;
    return DeadlineKey{.time = scheduled_at_, .rank = scheduled_rank_, .call = id_};
}

void PackedCall::set_scheduled(const std::optional<DeadlineKey>& key) {
    scheduled_at_ = key ? key->time : base::never_happened;
    scheduled_rank_ = key ? key->rank : std::uint8_t{0};
}

Instant PackedCall::instant(Span span) const {
    if (span == 0) return base::never_happened;
    return Instant{dial_time_.ms + span - 1};
}

}  // namespace calls::rules
