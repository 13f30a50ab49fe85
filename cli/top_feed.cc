#include "cli/top_feed.h"

#include <algorithm>
#include <utility>

#include "cli/connect.h"
#include "cli/context.h"
#include "cli/list_command.h"
#include "cli/look.h"

namespace calls::cli {

namespace json = boost::json;
using protocol::ErrorCode;

namespace {

// A screen shows some fifty calls. So many are read that the longest of them are among them, and
// few enough to be one answer of some hundred kilobytes.
constexpr std::int64_t calls_read_max = 1000;

// calld looks at every live call to answer for a page of them. With a million of them that takes
// long, and is asked for the less often: a twentieth of the time, or once a minute. And it first
// carries out what is due; where that is long overdue, a page would be waited for, and all that is
// asked for behind it as well.
constexpr int calls_rest_factor = 20;
constexpr std::chrono::minutes calls_rest_max{1};
constexpr std::int64_t late_ms_max = 1000;

// How far back events are read, at the start and after a connection was lost: five minutes of a
// busy calld, or a moment's work where there are more.
constexpr std::int64_t events_back_max = 20'000;

// Silence that is worth a word; calld answers within milliseconds.
constexpr Millis silence_max{2000};

Millis since(std::chrono::steady_clock::time_point time) {
    return std::chrono::duration_cast<Millis>(std::chrono::steady_clock::now() - time);
}

json::object object_of(json::value value) {
    if (!value.is_object()) throw Failure(ErrorCode::internal, "the answer is no object");
    return std::move(value.get_object());
}

}  // namespace

void TopFeed::connect() {
    client_.emplace(Connection(connect_to_calld(socket_, Deadline::in(Millis{0}))));
    asked_at_.reset();
    subscribed_ = false;
    last_.reset();
}

void TopFeed::ask() {
    if (!client_ && !come_back()) return;
    if (asked_at_) {
        changed_ = true;  // it is silent for longer, if nothing else
        return;
    }
    asked_at_ = Clock::now();
    client_->submit({"status"}, Deadline::never(),
                    [this](json::value result, const Failure* failure) {
                        asked_at_.reset();
                        if (passes(failure)) return;
                        take_status(object_of(std::move(result)));
                    });
    handle(client_->connection().wanted());
}

bool TopFeed::come_back() {
    changed_ = true;
    try {
        connect();
        return true;
    } catch (const Failure& failure) {
        why_lost_ = failure.what();
        return false;
    }
}

int TopFeed::fd() const {
    return client_ ? client_->connection().fd() : -1;
}

short TopFeed::wanted() const {
    return client_ ? client_->connection().wanted() : short{0};
}

void TopFeed::handle(short found) {
    if (!client_) return;
    client_->connection().handle(found);
    client_->dispatch();
    take_events();
    if (client_->connection().lost()) lose(client_->connection().why_lost());
}

const TopState& TopFeed::state() {
    state_.trouble = trouble();
    if (calls_read_at_) state_.calls.age = since(*calls_read_at_);
    return state_;
}

void TopFeed::take_status(json::object status) {
    state_.status = std::move(status);
    lost_at_.reset();
    if (!subscribed_) subscribe();
    const bool in_time = whole_or_zero(state_.status, "lateMs") < late_ms_max;
    if (!calls_read_at_ || (in_time && Clock::now() >= calls_next_)) {
        ask_for_calls();
    } else {
        changed_ = true;
    }
}

// Ids rise with the times of the dials, so a page brings the oldest calls, and with the phase the
// oldest that talk: the longest talks, but for the seconds that a phone rings. A page that holds
// all calls there are needs no phase, and shows those that ring as well.
void TopFeed::ask_for_calls() {
    const json::object& status = state_.status;
    const std::int64_t talking = whole_or_zero(status, "live.talking");
    const bool whole = whole_or_zero(status, "live.ringing") +
                           whole_or_zero(status, "live.connecting") + talking <=
                       calls_read_max;
    Request request{"listAll", {{"limit", calls_read_max}}};
    if (!whole) request.params["phase"] = "talking";
    asked_at_ = Clock::now();
    client_->submit(request, Deadline::never(),
                    [this, whole, at = *asked_at_](json::value result, const Failure* failure) {
                        asked_at_.reset();
                        if (passes(failure)) return;
                        take_calls(object_of(std::move(result)), whole, at);
                    });
}

void TopFeed::take_calls(json::object page, bool whole, Clock::time_point asked_at) {
    json::value* rows = page.if_contains("calls");
    if (rows == nullptr || !rows->is_array()) {
        throw Failure(ErrorCode::internal, "the answer has no calls");
    }
    state_.calls.rows = std::move(rows->get_array());
    state_.calls.whole = whole && !whole_at(page, "next");
    state_.calls.talking = whole_or_zero(state_.status, "live.talking");
    calls_read_at_ = Clock::now();
    calls_next_ =
        *calls_read_at_ +
        std::min<Clock::duration>(calls_rest_factor * (*calls_read_at_ - asked_at), calls_rest_max);
    changed_ = true;
}

void TopFeed::subscribe() {
    const std::int64_t events = whole_or_zero(state_.status, "totals.events");
    const std::int64_t back = std::max<std::int64_t>(events - events_back_max, 0);
    // A number from the future is of another store.
    const bool goes_on = position_ && *position_ <= events && *position_ >= back;
    if (!goes_on) position_.reset();
    subscribed_ = true;
    subscribe_after(goes_on ? *position_ : back, !goes_on && back == 0);
}

void TopFeed::subscribe_after(std::int64_t event, bool whole) {
    Request request{"subscribe", {{"after", event}}};
    if (events_ == Events::counted) {
        request.params["kinds"] = json::array{"dial", "hang", "ticket"};
    }
    if (!position_) {
        state_.rates.begin(Instant{whole_or_zero(state_.status, "clock.now")}, whole);
    }
    client_->submit(request, Deadline::never(),
                    [this](const json::value& result, const Failure* failure) {
                        if (failure != nullptr && failure->code() == ErrorCode::not_found) {
                            const json::object refusal = failure->to_json();
                            position_.reset();
                            subscribe_after(whole_or_zero(refusal, "data.oldest") - 1, false);
                            return;
                        }
                        if (passes(failure)) return;
                        last_ = whole_or_zero(object_of(result), "last");
                    });
}

void TopFeed::take_events() {
    while (client_->has_notification()) {
        const auto event = client_->next_notification(Deadline::in(Millis{0}));
        if (!event) return;
        position_ = whole_or_zero(*event, "eventId");
        state_.rates.absorb(*event);
    }
}

void TopFeed::lose(std::string why) {
    client_.reset();
    if (!lost_at_) lost_at_ = Clock::now();
    why_lost_ = std::move(why);
    asked_at_.reset();
    changed_ = true;
}

bool TopFeed::passes(const Failure* failure) {
    if (failure == nullptr) return false;
    if (!is_passing(*failure)) throw Failure(*failure);
    return true;
}

std::string TopFeed::trouble() const {
    if (lost_at_) {
        return "calld went away " + whole_seconds_text(since(*lost_at_)) + " ago, asking again (" +
               why_lost_ + ")";
    }
    if (asked_at_ && since(*asked_at_) >= silence_max) {
        return "calld has not answered for " + whole_seconds_text(since(*asked_at_));
    }
    return "";
}

}  // namespace calls::cli
