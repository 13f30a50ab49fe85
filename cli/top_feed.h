#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include <boost/json.hpp>

#include "cli/client.h"
#include "cli/failure.h"
#include "cli/socket_path.h"
#include "cli/top_state.h"

// Where the live screen gets its knowledge from: a status and a page of calls for each asking, and
// events in between. It never waits; whoever owns it polls its socket. A connection that is lost is
// made anew at the next asking, and events go on behind the last one that came.

namespace calls::cli {

class TopFeed {
  public:
    // What is asked for of the events: those that are counted, or all, so that the last one there
    // is can be told from one that nobody counts.
    enum class Events : std::uint8_t { counted, all };

    explicit TopFeed(SocketChoice socket, Events events = Events::counted)
        : socket_(std::move(socket)), events_(events) {}

    // The first time: throws Failure where there is no calld.
    void connect();

    // Asks again, unless the last answer is still to come.
    void ask();

    [[nodiscard]] bool connected() const { return client_.has_value(); }
    // And it has answered what it was asked.
    [[nodiscard]] bool settled() const { return connected() && !asked_at_; }
    // What to poll for; -1: nothing to poll.
    [[nodiscard]] int fd() const;
    [[nodiscard]] short wanted() const;
    // What poll found. Throws where calld refuses to tell.
    void handle(short found);

    // A round of answers is complete, or what is known of calld has changed otherwise.
    bool take_changed() { return std::exchange(changed_, false); }

    // Ages and troubles are brought up to date.
    const TopState& state();

    // Status and calls have come, and the events are on their way.
    [[nodiscard]] bool answered() const { return calls_read_at_ && last_; }
    // And every one that there was when it connected has come.
    [[nodiscard]] bool caught_up() const { return answered() && position_.value_or(0) >= *last_; }

  private:
    using Clock = std::chrono::steady_clock;

    bool come_back();
    void take_status(boost::json::object status);
    void ask_for_calls();
    void take_calls(boost::json::object page, bool whole, Clock::time_point asked_at);
    void subscribe();
    void subscribe_after(std::int64_t event, bool whole);
    void take_events();
    void lose(std::string why);
    // True: it was refused or lost in passing. Throws what will not pass.
    static bool passes(const Failure* failure);
    [[nodiscard]] std::string trouble() const;

    SocketChoice socket_;
    Events events_;
    std::optional<Client> client_;
    TopState state_;
    bool changed_ = false;

    std::optional<Clock::time_point> asked_at_;  // an answer is still to come
    std::optional<Clock::time_point> lost_at_;   // and nothing was heard since
    std::string why_lost_;

    std::optional<Clock::time_point> calls_read_at_;
    Clock::time_point calls_next_{};  // not before then

    bool subscribed_ = false;               // on this connection
    std::optional<std::int64_t> last_;      // event there was when it subscribed
    std::optional<std::int64_t> position_;  // of the last event that came, on any connection
};

}  // namespace calls::cli
