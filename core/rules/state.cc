#include "core/rules/state.h"

#include <algorithm>
#include <variant>

#include "core/base/check.h"

namespace calls::rules {

using base::Instant;
using model::Call;
using model::CallId;
using model::Event;
using model::EventKind;
using model::Phase;
using model::UserId;

namespace {

constexpr std::size_t stale_entries_max = 4096;

template <class Map, class Key>
auto* find_in(const Map& map, const Key& key) {
    const auto found = map.find(key);
    return found == map.end() ? nullptr : &found->second;
}

}  // namespace

std::optional<CallState> State::call(CallId id) const {
    const PackedCall* found = calls_.find(id);
    return found == nullptr ? std::nullopt : std::optional{found->unpack()};
}

std::optional<Heard> State::heard(CallId id) const {
    const PackedCall* found = calls_.find(id);
    if (found == nullptr || !found->live()) return std::nullopt;
    return Heard{.host = found->heartbeat_time(model::Side::host),
                 .guest = found->heartbeat_time(model::Side::guest)};
}

void State::expect_parties(CallId call) const {
    const PackedCall* found = calls_.find(call);
    if (found == nullptr) return;
    users_.expect(found->host());
    users_.expect(found->guest());
}

bool State::may_be_due(CallId id, Instant now) const {
    const PackedCall* found = calls_.find(id);
    if (found == nullptr) return false;
    const auto scheduled = found->scheduled();
    return scheduled && scheduled->time <= now;
}

model::Coins State::balance(UserId user) const {
    const auto* found = account(user);
    return found == nullptr ? model::Coins{} : found->balance;
}

const model::Offer* State::chat_offer(const OfferKey& key) const {
    return find_in(chat_offers_, key);
}

const model::Ticket* State::chat_ticket(const TicketKey& key) const {
    return find_in(chat_tickets_, key);
}

std::shared_ptr<const model::Receipt> State::receipt(const std::string& id) const {
    const auto* found = find_in(receipts_, id);
    return found == nullptr ? nullptr : *found;
}

std::int64_t State::live_calls(Phase phase) const {
    return calls_by_phase_.at(static_cast<std::size_t>(phase));
}

std::int64_t State::live_calls() const {
    return live_calls(Phase::ringing) + live_calls(Phase::connecting) + live_calls(Phase::talking);
}

void State::apply(const Event& event) {
    CHECK(event.id.value == numbers_.event.value + 1);
    apply_numbers(event);
    if (event.call) apply_call_rows(event);
    const model::ChangedRows& rows = event.rows;
    if (rows.offer && rows.offer->module == model::Module::chat) put_chat_offer(*rows.offer);
    if (rows.ticket && !event.call) put_chat_ticket(*rows.ticket);
    for (const model::Account& account : rows.accounts) put_account(account);
    if (rows.receipt) put_receipt(rows.receipt);
    if (event.kind == EventKind::start) begin_anew(event.time);
}

void State::apply_numbers(const Event& event) {
    const auto raise = [](auto& last, const auto& id) { last = std::max(last, id); };
    numbers_.event = event.id;
    raise(numbers_.call, event.call);
    if (event.rows.offer) raise(numbers_.offer, event.rows.offer->id);
    if (event.rows.ticket) raise(numbers_.ticket, event.rows.ticket->id);
    for (const auto& entry : event.rows.entries) raise(numbers_.entry, entry.id);
}

void State::apply_call_rows(const Event& event) {
    const model::ChangedRows& rows = event.rows;
    if (!rows.call && !rows.counters && !rows.totals && !rows.offer && !rows.ticket) return;
    CallState state = call(event.call).value_or(CallState{});
    model::CallFile& file = state.file;
    file.totals.call = event.call;
    if (rows.call) {
        file.call.id ? replace(file.call, *rows.call) : occupy(*rows.call);
        file.call = *rows.call;
    }
    CHECK(file.call.id == event.call);
    if (rows.counters) file.counters = rows.counters->value;
    if (rows.totals) file.totals = *rows.totals;
    if (rows.offer)
        file.offer = model::CallOffer{.id = rows.offer->id,
                                      .terms = rows.offer->terms,
                                      .create_time = rows.offer->create_time};
    if (rows.ticket) file.last_ticket = *rows.ticket;
    keep(state);
}

void State::beat(CallId id, model::Side side, Instant now) {
    PackedCall* call = calls_.find(id);
    CHECK(call != nullptr);
    call->beat(side, now);
    if (!call->charges_wait()) return;
    CallState state = call->unpack();
    (side == model::Side::host ? state.awaits_host : state.awaits_guest) = false;
    if (!state.charges_wait()) state.released_at = now;
    keep(state);
}

std::optional<Deadline> State::earliest() {
    if (schedule_.size() > 2 * calls_.size() + stale_entries_max) rebuild_schedule();
    while (const auto key = schedule_.top()) {
        PackedCall* call = calls_.find(key->call);
        if (call == nullptr || call->scheduled() != key) {
            schedule_.pop();
            continue;
        }
        const CallState state = call->unpack();
        const auto actual = next_deadline(state, settings_, last_start_);
        if (actual && actual->key() == *key) return actual;
        schedule_.pop();
        call->set_scheduled(std::nullopt);
        schedule(*call, state);
    }
    return std::nullopt;
}

void State::put_call(const CallState& call) {
    if (const auto before = this->call(call.file.call.id)) vacate(before->file.call);
    occupy(call.file.call);
    keep(call);
}

void State::forget_outcomes(Instant before) {
    boost::unordered::erase_if(receipts_, [before](const auto& entry) {
        return entry.second->time < before && !entry.second->about_money();
    });
}

void State::drop_call(CallId id) {
    const auto before = call(id);
    if (!before) return;
    vacate(before->file.call);
    calls_.erase(id);
}

void State::put_chat_offer(const model::Offer& offer) {
    chat_offers_[OfferKey{offer.provider, offer.resource}] = offer;
}

void State::put_chat_ticket(const model::Ticket& ticket) {
    chat_tickets_[TicketKey{ticket.offer, ticket.payer}] = ticket;
}

void State::put_receipt(std::shared_ptr<const model::Receipt> receipt) {
    std::string id = receipt->request_id;
    receipts_[std::move(id)] = std::move(receipt);
}

void State::keep(const CallState& call) {
    PackedCall packed{call};
    PackedCall* place = calls_.find(call.file.call.id);
    if (place == nullptr) {
        schedule(calls_.add(std::move(packed)), call);
        return;
    }
    packed.set_scheduled(place->scheduled());
    *place = std::move(packed);
    schedule(*place, call);
}

void State::count(const Call& call, std::int64_t by) {
    calls_by_phase_.at(static_cast<std::size_t>(call.phase())) += by;
}

void State::occupy(const Call& call) {
    count(call, 1);
    if (!call.live()) return;
    users_.occupy(call.host, call.id);
    users_.occupy(call.guest, call.id);
}

void State::vacate(const Call& call) {
    count(call, -1);
    if (!call.live()) return;
    users_.vacate(call.host, call.id);
    users_.vacate(call.guest, call.id);
}

// A call's users stay the same: as long as it is live, so does where they are.
void State::replace(const Call& before, const Call& after) {
    if (before.live() && after.live()) {
        count(before, -1);
        count(after, 1);
    } else {
        vacate(before);
        occupy(after);
    }
}

// A stopped daemon proves nothing about its callers: deadlines count from the start, and nobody is
// charged before both sides were heard again.
void State::begin_anew(Instant start) {
    last_start_ = start;
    calls_.for_each([](PackedCall& call) {
        if (call.live()) call.await_both();
    });
    rebuild_schedule();
}

void State::schedule(PackedCall& place, const CallState& call) {
    const auto deadline = next_deadline(call, settings_, last_start_);
    if (!deadline) {
        place.set_scheduled(std::nullopt);
        return;
    }
    const DeadlineKey key = deadline->key();
    if (const auto before = place.scheduled(); before && *before <= key) return;
    schedule_.add(key);
    place.set_scheduled(key);
}

void State::rebuild_schedule() {
    schedule_.clear();
    calls_.for_each([this](PackedCall& call) {
        call.set_scheduled(std::nullopt);
        schedule(call, call.unpack());
    });
}

}  // namespace calls::rules
