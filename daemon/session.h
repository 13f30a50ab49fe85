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

#include <boost/asio/local/stream_protocol.hpp>

#include "core/engine/task.h"
#include "core/model/command.h"
#include "core/model/reply.h"
#include "core/protocol/ask.h"
#include "core/protocol/framing.h"
#include "core/protocol/rpc.h"
#include "daemon/event_feed.h"
#include "daemon/reply_queue.h"

namespace calls::daemon {

// What a session needs of the daemon around it; outlives every session.
class Surroundings {
  public:
    virtual ~Surroundings() = default;
    virtual void submit(const engine::Address& to, model::Command command) = 0;
    virtual protocol::DaemonFacts facts() = 0;
    virtual EventFeed& events() = 0;
    // Scratch for one read; whoever reads next may overwrite it.
    virtual std::span<char> read_buffer() = 0;
    virtual void stop_soon() = 0;
    virtual void watching(std::uint64_t id) = 0;  // until it is closed
    virtual void session_closed(std::uint64_t id) = 0;
};

// One connection: lines in, answers and events out. Reads as long as its peer takes what is sent to
// it, and writes all that is ready at once. A quiet one holds no buffers: it waits until there is
// something to read, and reads into the one that all share. Owned by the server and by the
// operations under way.
class Session : public std::enable_shared_from_this<Session> {
  public:
    using Socket = boost::asio::local::stream_protocol::socket;

    Session(Socket socket, std::uint64_t id, protocol::Role role, Surroundings& around);

    void begin();
    // The engine's answer to request `slot`; sent by the next flush().
    void answer(std::uint64_t slot, const model::Reply& reply);
    // Sends what is ready, and events to a watcher who keeps up; reads on where that made room.
    void flush();
    // A last line, then the end.
    void refuse(const std::string& line);
    void close();

    [[nodiscard]] bool idle() const { return out_.empty() && writing_.empty(); }
    [[nodiscard]] bool stalled(std::chrono::steady_clock::time_point now) const;

  private:
    // A watcher's place in the numbering; he is sent events once his request was answered.
    struct Subscription {
        protocol::Subscribe wish;
        model::EventId cursor;
        std::uint64_t request = 0;
    };

    void wait_to_read();
    void read();
    void on_read(std::string_view bytes);
    void on_end();
    void wait_for_hang_up();
    void handle_line(std::string_view line);
    void handle(std::uint64_t number, protocol::Ask ask);
    bool carry_out_deferred(std::uint64_t number, const model::Reply& reply);
    void fail_line(protocol::ErrorCode code, const std::string& message);
    void subscribe(std::uint64_t number, const protocol::Subscribe& wish, model::EventId now);
    void feed_watcher();
    void write();
    void on_written();
    [[nodiscard]] bool full() const;

    Socket socket_;
    std::uint64_t id_;
    protocol::Role role_;
    Surroundings& around_;

    protocol::LineReader lines_;
    ReplyQueue replies_;
    // What the session itself carries out, once the engine has come as far as this request.
    std::map<std::uint64_t, protocol::Ask> deferred_;
    std::optional<Subscription> subscription_;
    std::string out_;      // to be written next
    std::string writing_;  // being written
    std::chrono::steady_clock::time_point last_progress_;
    bool reading_ = false;
    bool input_ended_ = false;
    bool closed_ = false;
};

}  // namespace calls::daemon
