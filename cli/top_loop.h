#pragma once

#include <chrono>
#include <optional>

#include "cli/deadline.h"
#include "cli/keys.h"
#include "cli/screen.h"
#include "cli/terminal_signals.h"
#include "cli/top.h"
#include "cli/top_feed.h"

// The life of the live screen: it asks calld, draws, and listens to keys and signals, whatever of
// these comes first.

namespace calls::cli {

class TopLoop {
  public:
    // All of them outlive it. `look` is what it begins with; its size is the screen's.
    TopLoop(TopFeed& feed, Screen& screen, TerminalSignals& signals, TopLook look, Millis interval)
        : feed_(feed), screen_(screen), signals_(signals), look_(look), interval_(interval) {}

    // Returns at the key that quits. Throws Quit at a signal, Failure where calld refuses or the
    // deadline passes.
    void run(const Deadline& until);

  private:
    using Clock = std::chrono::steady_clock;

    [[nodiscard]] Clock::time_point ask_at() const;
    void ask_when_due();
    void draw_when_due();
    void wait(const Deadline& until);
    void take_key(char key);
    void take_signals();
    void stop();
    void go_on();

    TopFeed& feed_;
    Screen& screen_;
    TerminalSignals& signals_;
    TopLook look_;
    Millis interval_;

    Keys keys_;
    std::optional<Clock::time_point> asked_at_;
    bool dirty_ = false;  // what is shown is not what is known
    bool quit_ = false;
    std::optional<TopState> frozen_;  // what is shown while paused
};

}  // namespace calls::cli
