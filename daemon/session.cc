#include "daemon/session.h"

#include <algorithm>
#include <cerrno>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <utility>
#include <variant>

#include "core/protocol/json_writer.h"
#include "core/protocol/limits.h"
#include "daemon/limits.h"
#include "daemon/log.h"

namespace calls::daemon {
namespace {

// What the answer has many rows of, so that many of them would be more than memory holds.
bool is_list(const protocol::Ask& ask) {
    const auto* command = std::get_if<model::Command>(&ask);
    if (command == nullptr) return false;
    const auto* read = std::get_if<model::Read>(&command->what);
    return std::holds_alternative<model::Query>(command->what) ||
           (read != nullptr && std::holds_alternative<model::ListLive>(*read));
}

}  // namespace

Session::Session(FileDescriptor socket, std::uint64_t id, protocol::Role role, const Peer& peer,
                 Surroundings& around)
    : socket_(std::move(socket)), id_(id), role_(role), log_(peer), around_(around) {}

// A peer that does not take his answers is not read from either.
bool Session::full() const {
    return lines_wait_ || unsent_.size() > unread_bytes_max ||
           replies_.unanswered() > unanswered_max;
}

// The next list is made only when the peer has taken the one before it, or nearly.
bool Session::holds_lines() const {
    return !gone_ && (list_ || unsent_.size() > unread_bytes_max);
}

bool Session::on_ready(std::uint32_t events) {
    if (closed_) return false;
    const bool gone = (events & (EPOLLHUP | EPOLLERR)) != 0;
    const bool read = (watched_for_ & EPOLLIN) != 0 && (gone || (events & EPOLLIN) != 0);
    if (read) return true;  // and then sends
    if (gone)
        on_gone();
    else if ((events & EPOLLOUT) != 0)
        flush();
    return false;
}

// What he asked is still carried out, though nobody will hear the answer. A peer that is gone is
// told of again and again, except to those who want to be told only once.
void Session::on_gone() {
    gone_ = true;
    input_ended_ = true;
    unsent_.clear();
    if (lines_wait_) handle_lines();
    if (replies_.unanswered() == 0)
        close();
    else
        watch_for(EPOLLONESHOT);
}

void Session::on_read(ssize_t got, std::span<const char> buffer) {
    if (closed_) return;
    if (got > 0)
        on_bytes({buffer.data(), static_cast<std::size_t>(got)});
    else if (got == -EAGAIN || got == -EINTR)
        flush();
    else
        on_end();
}

void Session::on_bytes(std::string_view bytes) {
    lines_.feed(bytes);
    handle_lines();
    flush();
}

// The peer sends no more; what he asked is still answered.
void Session::on_end() {
    sends_no_more_ = true;
    handle_lines();
    flush();
}

// Those that are there; or up to a list, and the rest once there is room for what comes of it.
void Session::handle_lines() {
    const auto rest_waits = [this] { return holds_lines() && lines_.half_a_line(); };
    while (!(lines_wait_ = rest_waits())) {
        const auto line = lines_.next();
        if (!line) break;
        handle_line(*line);
    }
    if (!lines_wait_) end_lines();
    lines_.keep_rest();
}

// No whole line is left.
void Session::end_lines() {
    if (input_ended_) return;
    if (lines_.too_long()) {
        fail_line(protocol::ErrorCode::invalid_request,
                  "a line is at most " + std::to_string(protocol::line_bytes_max) + " bytes");
        input_ended_ = true;
    } else if (sends_no_more_) {
        if (lines_.half_a_line())
            fail_line(protocol::ErrorCode::parse_error, "the last line has no end");
        input_ended_ = true;
    }
}

void Session::fail_line(protocol::ErrorCode code, const std::string& message) {
    protocol::Message failed;
    failed.requests.emplace_back().what = protocol::Fault{.code = code, .message = message};
    const std::uint64_t number = replies_.open(failed);
    around_.counters().failed(code);
    replies_.answer_fault(number, {.code = code, .message = message});
}

void Session::handle_line(std::string_view line) {
    protocol::Message message = protocol::parse_message(line, role_);
    std::uint64_t number = replies_.open(message);
    for (protocol::Request& request : message.requests) {
        log_.note(request);
        if (request.method != nullptr) around_.counters().asked(*request.method);
        if (const auto* fault = std::get_if<protocol::Fault>(&request.what)) {
            around_.counters().failed(fault->code);
            replies_.answer_fault(number, *fault);
        } else {
            auto& ask = std::get<protocol::Ask>(request.what);
            if (is_list(ask)) list_ = number;
            handle(number, std::move(ask));
        }
        ++number;
    }
}

// What the engine does not know is carried out here, but in its turn: behind the requests that came
// before it, which a question to the engine finds out.
void Session::handle(std::uint64_t number, protocol::Ask&& ask) {
    const engine::Address to{.origin = id_, .slot = number};
    if (auto* command = std::get_if<model::Command>(&ask)) {
        around_.submit(to, std::move(*command));
        return;
    }
    deferred_.emplace(number, std::move(ask));
    around_.submit(to, {.what = model::Read{model::GetStatus{}}, .request_id = {}});
}

bool Session::carry_out_deferred(std::uint64_t number, const model::Reply& reply) {
    const auto found = deferred_.find(number);
    if (found == deferred_.end()) return false;
    const protocol::Ask ask = std::move(found->second);
    deferred_.erase(found);
    const auto* status = std::get_if<model::StatusReply>(&reply.answer);
    if (status == nullptr) return false;  // refused: calld is going down
    if (const auto* wish = std::get_if<protocol::Subscribe>(&ask)) {
        subscribe(number, *wish, model::EventId{status->events});
    } else if (std::holds_alternative<protocol::Metrics>(ask)) {
        std::string result;
        const std::string text = around_.metrics(*status);
        protocol::JsonWriter{result}
            .begin_object()
            .member("text", std::string_view{text})
            .end_object();
        replies_.answer_result(number, result);
    } else {
        replies_.answer_result(number, R"({"ok":true})");
        around_.stop_soon();
    }
    return true;
}

void Session::subscribe(std::uint64_t number, const protocol::Subscribe& wish, model::EventId now) {
    if (subscription_) {
        replies_.answer_refusal(number,
                                model::refuse(model::RefusalKind::conflict,
                                              "this connection watches already; open another one"));
        return;
    }
    EventFeed& events = around_.events();
    model::EventId cursor = now;
    if (wish.after) cursor = *wish.after;
    if (wish.since) cursor = events.last_before(*wish.since);
    if (const auto oldest = events.pruned_after(cursor)) {
        auto refusal =
            model::refuse(model::RefusalKind::not_found,
                          "the events after " + std::to_string(cursor.value) +
                              " are pruned; the oldest kept is " + std::to_string(oldest->value));
        refusal.oldest = oldest;
        replies_.answer_refusal(number, refusal);
        return;
    }
    std::string result;
    protocol::JsonWriter{result}.begin_object().member("last", now).end_object();
    replies_.answer_result(number, result);
    subscription_ = Subscription{.wish = wish, .cursor = cursor, .request = number};
    around_.watching(id_);
}

void Session::answer(std::uint64_t slot, const model::Reply& reply) {
    log_.note(reply);
    around_.counters().answered(reply);
    if (list_ == slot) list_.reset();  // of several in an array the last, and so all
    if (closed_ || carry_out_deferred(slot, reply)) return;
    if (gone_)
        replies_.drop(slot);
    else
        replies_.answer(slot, reply, around_.facts());
}

// One piece, so that a watcher with much to catch up on holds up nobody.
std::string_view Session::to_send(std::string& scratch) {
    if (closed_) return {};
    std::string& out = unsent_.empty() ? scratch : unsent_;
    if (unsent_.empty()) scratch.clear();
    replies_.take_ready(out);
    events_wait_ = feed_watcher(out);
    if (lost_) {  // he has to ask anew, and is then told that what he wants is pruned
        log_warning("closed a watcher that was behind what is pruned");
        close();
        return {};
    }
    sending_ = out;
    return sending_;
}

void Session::on_sent(ssize_t taken) {
    if (closed_) return;
    if (taken < 0 && taken != -EAGAIN && taken != -EINTR) {
        sending_ = {};
        on_gone();
        return;
    }
    const auto rest =
        std::exchange(sending_, {}).substr(static_cast<std::size_t>(std::max<ssize_t>(taken, 0)));
    if (taken > 0) last_progress_ = std::chrono::steady_clock::now();
    if (unsent_.empty() && !rest.empty()) last_progress_ = std::chrono::steady_clock::now();
    if (unsent_.empty())
        unsent_ = rest;
    else
        unsent_.erase(0, unsent_.size() - rest.size());
    if (unsent_.empty() && unsent_.capacity() > kept_bytes_max) unsent_.shrink_to_fit();
    go_on();
}

// By itself.
void Session::flush() {
    if (closed_) return;
    const std::string_view ready = to_send(around_.write_buffer());
    ssize_t taken = 0;
    if (!ready.empty()) taken = send(socket_.get(), ready.data(), ready.size(), MSG_NOSIGNAL);
    on_sent(taken < 0 ? -errno : taken);
}

// What there is left to wait for.
void Session::go_on() {
    const bool went_on = lines_wait_ && !holds_lines();
    if (went_on) handle_lines();
    const bool done = !went_on && input_ended_ && all_said();  // a fault may have been answered
    if (done && (!subscription_ || lines_.too_long() || gone_)) {
        close();
        return;
    }
    if (watched_for_ == EPOLLONESHOT) return;
    std::uint32_t wish = 0;
    if (!sends_no_more_ && !input_ended_ && !full()) wish |= EPOLLIN;
    if (!unsent_.empty() || events_wait_ || went_on) wish |= EPOLLOUT;
    watch_for(wish);
}

void Session::watch_for(std::uint32_t events) {
    if (events == watched_for_) return;
    watched_for_ = events;
    around_.watch_socket(id_, socket_.get(), events);
}

// Events go to memory only as far as the watcher reads; the rest waits in the journal. True: there
// may be more of them, also where none of those that were looked at was wanted.
bool Session::feed_watcher(std::string& out) {
    if (!subscription_ || !replies_.sent(subscription_->request)) return false;
    const std::int64_t far_enough = subscription_->cursor.value + watcher_events_a_piece;
    while (out.size() < watcher_bytes_ahead && subscription_->cursor.value < far_enough) {
        const auto items = around_.events().after(subscription_->cursor, watcher_events_a_read);
        if (items.empty()) return false;
        lost_ = items.front()->event.id.value != subscription_->cursor.value + 1;
        if (lost_) return false;
        for (const auto& item : items) {
            if (wanted(subscription_->wish, item->event)) out += item->line();
            subscription_->cursor = item->event.id;
        }
    }
    return true;
}

bool Session::stalled(std::chrono::steady_clock::time_point now) const {
    return !unsent_.empty() && now - last_progress_ > stalled_max;
}

void Session::close() {
    if (std::exchange(closed_, true)) return;
    around_.session_closed(id_, socket_.get());
    socket_ = FileDescriptor{};
}

}  // namespace calls::daemon
