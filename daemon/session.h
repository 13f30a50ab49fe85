#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <sys/epoll.h>
#include <sys/types.h>

#include "core/engine/task.h"
#include "core/model/command.h"
#include "core/model/reply.h"
#include "core/protocol/ask.h"
#include "core/protocol/framing.h"
#include "core/protocol/rpc.h"
#include "daemon/counters.h"
#include "daemon/event_feed.h"
#include "daemon/file_descriptor.h"
#include "daemon/peer.h"
#include "daemon/reply_queue.h"
#include "daemon/request_log.h"

namespace calls::daemon {

// What a session needs of the daemon around it; outlives every session.
class Surroundings {
  public:
    virtual ~Surroundings() = default;
    virtual void submit(const engine::Address& to, model::Command&& command) = 0;
    virtual const protocol::DaemonFacts& facts() = 0;
    virtual EventFeed& events() = 0;
    virtual Counters& counters() = 0;
    virtual std::string metrics(const model::StatusReply& status) = 0;
    // Scratch for one write; whoever comes next may overwrite it.
    virtual std::string& write_buffer() = 0;
    // What this session's socket is to be watched for from now on (EPOLLIN, EPOLLOUT).
    virtual void watch_socket(std::uint64_t id, int socket, std::uint32_t events) = 0;
    virtual void stop_soon() = 0;
    virtual void watching(std::uint64_t id) = 0;  // until it is closed
    // Its socket is not to be watched any more; it goes once nothing of it is under way.
    virtual void session_closed(std::uint64_t id, int socket) = 0;
};

// One connection: lines in, answers and events out. Reads as long as its peer takes what is sent to
// it, and writes all that is ready at once. The server reads, and sends what a turn has answered,
// for many in one go; what else there is to send goes out by itself. A quiet one holds no buffers:
// only what a peer did not take at once is kept. Owned by the server.
class Session {
  public:
    // `socket` does not block, and is watched for input already.
    Session(FileDescriptor socket, std::uint64_t id, protocol::Role role, const Peer& peer,
            Surroundings& around);

    [[nodiscard]] int socket() const { return socket_.get(); }

    // The socket is ready (EPOLLIN, EPOLLOUT, EPOLLHUP, EPOLLERR). True: it is to be read from, and
    // on_read() to be told.
    bool on_ready(std::uint32_t events);
    // What a read gave: `got` bytes, 0 at the input's end, or an error's number below 0. A session
    // that was closed meanwhile does nothing.
    void on_read(ssize_t got, std::span<const char> buffer);
    // The engine's answer to request `slot`; sent with what is next to send.
    void answer(std::uint64_t slot, const model::Reply& reply);

    // What is ready to be sent, and events to a watcher who keeps up; gathered in `scratch` unless
    // the session keeps some of it already, and to be left alone until on_sent(). Empty: nothing.
    std::string_view to_send(std::string& scratch);
    // How many bytes of it the peer took, or an error's number below 0; 0 where there were none.
    // Reads on where that made room. A session that was closed meanwhile does nothing.
    void on_sent(ssize_t taken);
    // Afterwards nothing happens here any more; the server forgets this session.
    void close();

    [[nodiscard]] bool idle() const { return unsent_.empty(); }
    // All that was asked is answered, and the peer has it.
    [[nodiscard]] bool all_said() const {
        return idle() && replies_.unanswered() == 0 && !lines_wait_;
    }
    [[nodiscard]] bool stalled(std::chrono::steady_clock::time_point now) const;

  private:
    // A watcher's place in the numbering; he is sent events once his request was answered.
    struct Subscription {
        protocol::Subscribe wish;
        model::EventId cursor;
        std::uint64_t request = 0;
    };

    void on_bytes(std::string_view bytes);
    void on_end();
    void on_gone();
    void handle_lines();
    void end_lines();
    void handle_line(std::string_view line);
    void handle(std::uint64_t number, protocol::Ask&& ask);
    bool carry_out_deferred(std::uint64_t number, const model::Reply& reply);
    void fail_line(protocol::ErrorCode code, const std::string& message);
    void subscribe(std::uint64_t number, const protocol::Subscribe& wish, model::EventId now);
    bool feed_watcher(std::string& out);
    void flush();
    void go_on();
    void watch_for(std::uint32_t events);
    [[nodiscard]] bool full() const;
    [[nodiscard]] bool holds_lines() const;

    FileDescriptor socket_;
    std::uint64_t id_;
    protocol::Role role_;
    RequestLog log_;
    Surroundings& around_;

    protocol::LineReader lines_;
    ReplyQueue replies_;
    // What the session itself carries out, once the engine has come as far as this request.
    std::map<std::uint64_t, protocol::Ask> deferred_;
    std::optional<Subscription> subscription_;
    std::string unsent_;        // what the peer has not taken yet
    std::string_view sending_;  // from to_send() to on_sent()
    std::chrono::steady_clock::time_point last_progress_;
    std::uint32_t watched_for_ = EPOLLIN;
    bool events_wait_ = false;           // for room to be sent
    bool lost_ = false;                  // events that this watcher was to be sent are pruned
    std::optional<std::uint64_t> list_;  // the last request for one that is not answered yet
    bool lines_wait_ = false;            // some are there, or half a one, that were not handled
    bool sends_no_more_ = false;         // the peer: all is read
    bool input_ended_ = false;           // and handled, or is not worth it
    bool gone_ = false;                  // nobody is there to take an answer
    bool closed_ = false;
};

}  // namespace calls::daemon
