#include "daemon/server.h"

#include <algorithm>
#include <csignal>
#include <string>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include <boost/asio/post.hpp>

#include "core/protocol/encode.h"
#include "core/protocol/rpc.h"
#include "daemon/event_log.h"
#include "daemon/log.h"
#include "daemon/metrics.h"
#include "daemon/service_manager.h"

namespace calls::daemon {
namespace {

using Error = boost::system::error_code;
using SteadyClock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds house_interval{500};
constexpr base::Millis sweep_interval{10};  // what a caller does not notice

engine::EngineOptions engine_options(const Options& options) {
    return {.settings = options.rules,
            .manual_clock = options.manual_clock,
            .sweep_interval = options.manual_clock ? base::Millis{0} : sweep_interval};
}

std::string refusal_line(const std::string& why) {
    std::string line;
    protocol::write_refusal(line, "null", model::refuse(model::RefusalKind::unavailable, why));
    return line + "\n";
}

}  // namespace

Server::Server(boost::asio::io_context& io, const Options& options, engine::Store& store,
               int listening, std::function<void(SettingsInForce&)> reread)
    : io_(io),
      options_(options),
      reread_(std::move(reread)),
      roles_(options),
      engine_(engine_options(options), store,
              {.reply = [this](const engine::Address& to,
                               const model::Reply& reply) { deliver(to, reply); },
               .committed = [this](const model::EventBatch& events) { on_committed(events); }}),
      settings_(options.in_force),
      facts_{.version = CALLS_VERSION, .pid = getpid(), .settings = settings_},
      feed_(store),
      poller_(io, [this](std::span<const Poller::Ready> ready) { on_ready(ready); }),
      acceptor_(io, listening, [this](FileDescriptor socket) { open_session(std::move(socket)); }),
      deadline_timer_(io),
      house_timer_(io),
      signals_(io, SIGTERM, SIGINT, SIGHUP) {}

void Server::start() {
    base::Instant clock;
    engine_.start([&] {
        clock = options_.manual_clock ? options_.start_time.value_or(base::never_happened)
                                      : clock_.now();
        return clock;
    });
    if (!options_.manual_clock && engine_.now() > clock) {
        clock_.raise_to(engine_.now());
        log_warning("the store's latest time is ahead of the clock; time begins there: " +
                    std::to_string(engine_.now().ms));
    }
    log_info("ready: " + std::to_string(engine_.state().live_calls()) + " live calls, socket " +
             options_.socket_path + ", store " + options_.db_path);
    log_ring();
    poller_.begin();
    acceptor_.begin();
    wait_for_signal();
    keep_house();
    schedule_turn();
    notify_service_manager("READY=1");
}

void Server::run() {
    try {
        io_.run();
    } catch (const engine::StoreBroken&) {
        last_words();
        throw;
    }
}

void Server::wake() {
    schedule_turn();
}

void Server::open_session(FileDescriptor socket) {
    const std::uint64_t id = next_session_++;
    if (sessions_.size() >= options_.max_connections) {
        const std::string line =
            refusal_line("calld takes no more than " + std::to_string(options_.max_connections) +
                         " connections; try again later");
        send(socket.get(), line.data(), line.size(), MSG_NOSIGNAL);  // a new socket has room
        ++counters_.connections_refused;
        return;
    }
    ++counters_.connections;
    try {
        const Peer peer = peer_of(socket.get());
        const protocol::Role role = roles_.role_of(peer);
        poller_.add(socket.get(), id, EPOLLIN);
        sessions_.emplace(id, std::make_unique<Session>(std::move(socket), id, role, peer, *this));
    } catch (const std::exception& error) {
        log_warning(std::string{"a connection was closed at once: "} + error.what());
    }
}

void Server::on_ready(std::span<const Poller::Ready> ready) {
    at_once_.clear();
    for (const Poller::Ready& one : ready) {
        const auto found = sessions_.find(one.key);
        if (found != sessions_.end() && found->second->on_ready(one.events))
            at_once_.push_back(found->second.get());
    }
    traffic_.read(at_once_);
    closed_.clear();
}

void Server::session_closed(std::uint64_t id, int socket) {
    poller_.remove(socket);
    watchers_.erase(id);
    const auto found = sessions_.find(id);
    closed_.push_back(std::move(found->second));
    sessions_.erase(found);
}

std::string Server::metrics(const model::StatusReply& status) {
    facts_.uptime = clock_.uptime();
    return metrics_text(status, facts_, counters_,
                        {.sessions = sessions_.size(), .watchers = watchers_.size()});
}

void Server::submit(const engine::Address& to, model::Command&& command) {
    engine_.submit(to, std::move(command));
    schedule_turn();
}

// Behind whatever else the loop has ready, so that all that can be read comes into one batch.
void Server::schedule_turn() {
    if (std::exchange(turn_scheduled_, true)) return;
    boost::asio::post(io_, [this] { turn(); });
}

void Server::turn() {
    turn_scheduled_ = false;
    // A commit that takes that long is a gap too: heartbeats that came meanwhile had to wait.
    if (!options_.manual_clock && !engine_.committing()) notice_gap();
    facts_.uptime = clock_.uptime();
    const auto began = SteadyClock::now();
    const bool more = engine_.run(clock_.now());
    counters_.turned(SteadyClock::now() - began);
    log_storage();
    flush_sessions();
    engine_.tidy();
    if (more)
        schedule_turn();
    else
        arm_timer();
    if (stopping_since_ && !engine_.committing()) finish_stop(more);
}

// Whoever did not listen cannot say that a caller was silent.
void Server::notice_gap() {
    const bool stood_still = clock_.stood_still();
    const bool caught_up = clock_.caught_up();
    if (!stood_still && !caught_up) return;
    log_warning(caught_up ? "the wall clock ran ahead (a suspended machine?); counts as a start"
                          : "calld stood still for more than 5 s; counts as a start");
    engine_.restart(clock_.now());
}

// Once when it begins and once when it is over.
void Server::log_storage() {
    const auto& why = engine_.no_room();
    if (std::exchange(had_room_, !why) == !why) return;
    if (why)
        log_error("nothing can be written, changes are refused until there is room: " + *why);
    else
        log_warning("there is room again; this counts as a start");
}

// Once, at the start or where the kernel takes no more of it.
void Server::log_ring() {
    const int why = traffic_.why_no_ring();
    if (std::exchange(why_no_ring_, why) == why) return;
    log_info("io_uring cannot be used (" + std::generic_category().message(why) +
             "): each read and each answer takes a system call of its own");
}

void Server::arm_timer() {
    const auto at = engine_.wake_at();
    if (!at) {
        deadline_timer_.cancel();
        return;
    }
    const base::Instant now = options_.manual_clock ? engine_.now() : clock_.now();
    deadline_timer_.expires_after(std::max(base::Millis{0}, *at - now));
    deadline_timer_.async_wait([this](const Error& error) {
        if (!error) schedule_turn();
    });
}

void Server::deliver(const engine::Address& to, const model::Reply& reply) {
    const auto found = sessions_.find(to.origin);
    if (found == sessions_.end()) return;
    found->second->answer(to.slot, reply);
    if (touched_.empty() || touched_.back() != to.origin) touched_.push_back(to.origin);
}

void Server::on_committed(const model::EventBatch& events) {
    log_events(events);
    feed_.add(events, !watchers_.empty());
    counters_.committed(events);
    fresh_events_ = true;
}

void Server::flush_sessions() {
    flushing_.clear();
    flushing_.swap(touched_);
    flush(flushing_);
    if (std::exchange(fresh_events_, false)) {
        std::vector<std::uint64_t> watching{watchers_.begin(), watchers_.end()};
        flush(watching);
    }
    closed_.clear();
}

void Server::flush(std::vector<std::uint64_t>& ids) {
    std::ranges::sort(ids);
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    at_once_.clear();
    for (const std::uint64_t id : ids)
        if (const auto found = sessions_.find(id); found != sessions_.end())
            at_once_.push_back(found->second.get());
    traffic_.send(at_once_);
}

// What nobody waits for: checkpoints of a quiet store, and peers that take nothing any more.
void Server::keep_house() {
    engine_.tidy();
    log_ring();
    std::vector<Session*> stalled;  // not closed while the map is walked
    for (const auto& [id, session] : sessions_)
        if (session->stalled(SteadyClock::now())) stalled.push_back(session.get());
    for (Session* session : stalled) {
        log_warning("closed a peer that takes no answers");
        session->close();
    }
    closed_.clear();
    if (stopping_since_) schedule_turn();
    if (!options_.manual_clock) schedule_turn();  // notices a machine that was suspended
    house_timer_.expires_after(house_interval);
    house_timer_.async_wait([this](const Error& error) {
        if (!error) keep_house();
    });
}

void Server::wait_for_signal() {
    signals_.async_wait([this](const Error& error, int signal) {
        if (error) return;
        on_signal(signal);
        wait_for_signal();
    });
}

void Server::on_signal(int signal) {
    if (signal != SIGHUP) {
        log_info(signal == SIGTERM ? "SIGTERM: stopping" : "SIGINT: stopping");
        stop_soon();
        return;
    }
    const bool reopened = reopen_log();
    reread_(settings_);
    if (reopened) log_info("SIGHUP: the log is open anew");
}

void Server::stop_soon() {
    if (stopping_since_) return;
    stopping_since_ = SteadyClock::now();
    notify_service_manager("STOPPING=1");
    acceptor_.end();
    engine_.stop();
    schedule_turn();
}

// Once everybody has his answers, those of the store too, or there was patience enough.
void Server::finish_stop(bool more) {
    const bool all_out = !more && std::ranges::all_of(sessions_, [](const auto& entry) {
        return entry.second->all_said();
    });
    if (all_out || SteadyClock::now() - *stopping_since_ > stop_patience) io_.stop();
}

// The store broke: the engine has answered everybody; give that a moment to leave.
void Server::last_words() {
    flush_sessions();
    acceptor_.end();
    deadline_timer_.cancel();
    const auto until = SteadyClock::now() + std::chrono::seconds{1};
    while (SteadyClock::now() < until && !std::ranges::all_of(sessions_, [](const auto& entry) {
               return entry.second->idle();
           })) {
        try {
            io_.run_one_for(std::chrono::milliseconds{50});
        } catch (const engine::StoreBroken&) {
            continue;  // it stays broken
        }
    }
}

}  // namespace calls::daemon
