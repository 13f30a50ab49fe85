#include "daemon/session.h"

#include <poll.h>
#include <utility>
#include <variant>

#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/write.hpp>

#include "core/protocol/json_writer.h"
#include "core/protocol/limits.h"
#include "daemon/limits.h"
#include "daemon/log.h"

namespace calls::daemon {
namespace {

using Error = boost::system::error_code;

}  // namespace

Session::Session(Socket socket, std::uint64_t id, protocol::Role role, Surroundings& around)
    : socket_(std::move(socket)), id_(id), role_(role), around_(around) {}

// A peer that does not take his answers is not read from either.
bool Session::full() const {
    return out_.size() + writing_.size() > unread_bytes_max ||
           replies_.unanswered() > unanswered_max;
}

void Session::begin() {
    Error ignored;  // a socket that cannot be told so has its end to be read
    socket_.non_blocking(true, ignored);
    wait_to_read();
}

void Session::wait_to_read() {
    if (reading_ || input_ended_ || closed_ || full()) return;
    reading_ = true;
    socket_.async_wait(Socket::wait_read, [self = shared_from_this()](const Error& error) {
        self->reading_ = false;
        if (self->closed_) return;
        if (error)
            self->on_end();
        else
            self->read();
    });
}

void Session::read() {
    const std::span<char> buffer = around_.read_buffer();
    Error error;
    const std::size_t bytes =
        socket_.read_some(boost::asio::buffer(buffer.data(), buffer.size()), error);
    if (!error)
        on_read({buffer.data(), bytes});
    else if (error == boost::asio::error::would_block)
        wait_to_read();
    else
        on_end();
}

void Session::on_read(std::string_view bytes) {
    lines_.feed(bytes);
    while (const auto line = lines_.next()) handle_line(*line);
    if (lines_.too_long()) {
        fail_line(protocol::ErrorCode::invalid_request,
                  "a line is at most " + std::to_string(protocol::line_bytes_max) + " bytes");
        input_ended_ = true;
    }
    lines_.release_unused();
    flush();
}

// The peer sends no more; what he asked is still answered.
void Session::on_end() {
    if (lines_.half_a_line())
        fail_line(protocol::ErrorCode::parse_error, "the last line has no end");
    input_ended_ = true;
    flush();
    if (subscription_ && !closed_) wait_for_hang_up();
}

// A watcher may send no more and still listen; one that has gone altogether is closed.
void Session::wait_for_hang_up() {
    pollfd peer{.fd = socket_.native_handle(), .events = 0, .revents = 0};
    if (poll(&peer, 1, 0) == 1) {  // hang-up and error come unasked
        close();
        return;
    }
    socket_.async_wait(Socket::wait_error,
                       [self = shared_from_this()](const Error& /*error*/) { self->close(); });
}

void Session::fail_line(protocol::ErrorCode code, const std::string& message) {
    protocol::Message failed;
    failed.requests.emplace_back().what = protocol::Fault{.code = code, .message = message};
    const auto opened = replies_.open(failed);
    replies_.answer_fault(opened.first, {.code = code, .message = message});
}

void Session::handle_line(std::string_view line) {
    protocol::Message message = protocol::parse_message(line, role_);
    std::uint64_t number = replies_.open(message).first;
    for (protocol::Request& request : message.requests) {
        if (const auto* fault = std::get_if<protocol::Fault>(&request.what))
            replies_.answer_fault(number, *fault);
        else
            handle(number, std::get<protocol::Ask>(std::move(request.what)));
        ++number;
    }
}

// What the engine does not know is carried out here, but in its turn: behind the requests that came
// before it, which a question to the engine finds out.
void Session::handle(std::uint64_t number, protocol::Ask ask) {
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
    if (const auto oldest = events.pruned_after(cursor); oldest && !wish.since) {
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
    if (closed_ || carry_out_deferred(slot, reply)) return;
    replies_.answer(slot, reply, around_.facts());
}

void Session::flush() {
    if (closed_) return;
    replies_.take_ready(out_);
    feed_watcher();
    write();
    const bool done = input_ended_ && replies_.unanswered() == 0 && idle();
    if (done && (!subscription_ || lines_.too_long()))
        close();
    else
        wait_to_read();
}

// Events go to memory only as far as the watcher reads; the rest waits in the journal.
void Session::feed_watcher() {
    if (!subscription_ || !replies_.sent(subscription_->request)) return;
    while (out_.size() + writing_.size() < watcher_bytes_ahead) {
        const auto items = around_.events().after(subscription_->cursor, watcher_events_a_read);
        if (items.empty()) return;
        for (const auto& item : items) {
            if (wanted(subscription_->wish, item->event)) out_ += item->line;
            subscription_->cursor = item->event.id;
        }
    }
}

void Session::write() {
    if (out_.empty() || !writing_.empty()) return;
    writing_.swap(out_);
    last_progress_ = std::chrono::steady_clock::now();
    boost::asio::async_write(socket_, boost::asio::buffer(writing_),
                             [self = shared_from_this()](const Error& error, std::size_t) {
                                 if (self->closed_) return;
                                 if (error)
                                     self->close();
                                 else
                                     self->on_written();
                             });
}

void Session::on_written() {
    writing_.clear();
    if (writing_.capacity() > kept_bytes_max) writing_.shrink_to_fit();
    flush();
}

bool Session::stalled(std::chrono::steady_clock::time_point now) const {
    return !writing_.empty() && now - last_progress_ > stalled_max;
}

void Session::refuse(const std::string& line) {
    input_ended_ = true;
    out_ += line;
    flush();
}

void Session::close() {
    if (std::exchange(closed_, true)) return;
    Error ignored;
    socket_.close(ignored);
    around_.session_closed(id_);
}

}  // namespace calls::daemon
