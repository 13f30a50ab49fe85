#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/unordered/unordered_flat_map.hpp>

#include "core/engine/engine.h"
#include "core/engine/store.h"
#include "daemon/acceptor.h"
#include "daemon/clock.h"
#include "daemon/counters.h"
#include "daemon/event_feed.h"
#include "daemon/limits.h"
#include "daemon/options.h"
#include "daemon/peer.h"
#include "daemon/poller.h"
#include "daemon/session.h"
#include "daemon/traffic.h"

namespace calls::daemon {

// The loop: feeds the engine what sessions read, runs it whenever there is something to do, hands
// out what it answered, and keeps one timer armed for the next deadline. One thread.
class Server final : public Surroundings {
  public:
    // Borrows all of it. `listening` is a listening descriptor, taken over. `reread` is called on
    // SIGHUP.
    Server(boost::asio::io_context& io, const Options& options, engine::Store& store, int listening,
           std::function<void(SettingsInForce&)> reread);

    // Loads the store and is ready to answer; throws what the store throws.
    void start();
    // Until a stop was asked for, or the store broke (StoreBroken).
    void run();
    // The store has something for the loop.
    void wake();

    void submit(const engine::Address& to, model::Command&& command) override;
    const protocol::DaemonFacts& facts() override { return facts_; }
    EventFeed& events() override { return feed_; }
    Counters& counters() override { return counters_; }
    std::string metrics(const model::StatusReply& status) override;
    void stop_soon() override;
    std::string& write_buffer() override { return traffic_.scratch(); }
    void watch_socket(std::uint64_t id, int socket, std::uint32_t events) override {
        poller_.change(socket, id, events);
    }
    void watching(std::uint64_t id) override { watchers_.insert(id); }
    void session_closed(std::uint64_t id, int socket) override;

  private:
    void open_session(FileDescriptor socket);
    void on_ready(std::span<const Poller::Ready> ready);
    void turn();
    void notice_gap();
    void schedule_turn();
    void arm_timer();
    void log_storage();
    void flush_sessions();
    void flush(std::vector<std::uint64_t>& ids);
    void log_ring();
    void keep_house();
    void wait_for_signal();
    void on_signal(int signal);
    void finish_stop(bool more);
    void on_committed(const model::EventBatch& events);
    void deliver(const engine::Address& to, const model::Reply& reply);
    void last_words();

    boost::asio::io_context& io_;
    const Options& options_;
    std::function<void(SettingsInForce&)> reread_;
    Roles roles_;
    Clock clock_;
    engine::Engine engine_;
    SettingsInForce settings_;
    protocol::DaemonFacts facts_;  // as of this turn
    Counters counters_;
    EventFeed feed_;
    Poller poller_;
    Acceptor acceptor_;
    boost::asio::steady_timer deadline_timer_;
    boost::asio::steady_timer house_timer_;
    boost::asio::signal_set signals_;

    boost::unordered_flat_map<std::uint64_t, std::unique_ptr<Session>> sessions_;
    std::vector<std::unique_ptr<Session>> closed_;  // gone once they are done with what they do
    std::vector<std::uint64_t> touched_;            // sessions with something to send
    std::vector<std::uint64_t> flushing_;           // those of this turn
    std::set<std::uint64_t> watchers_;              // those that are sent events
    std::uint64_t next_session_ = 1;

    Traffic traffic_;
    std::vector<Session*> at_once_;  // that are read from, or sent to
    int why_no_ring_ = 0;            // as last logged
    bool turn_scheduled_ = false;
    bool had_room_ = true;       // as last logged
    bool fresh_events_ = false;  // since the watchers were last fed
    std::optional<std::chrono::steady_clock::time_point> stopping_since_;
};

}  // namespace calls::daemon
