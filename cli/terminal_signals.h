#pragma once

#include <csignal>
#include <optional>

#include "cli/fd.h"

// The signals that concern who owns a terminal's screen, as something to poll: the window's size,
// stop and continue, and those that end a program. One that was ignored before stays so. While this
// lives they do nothing by themselves; afterwards all is as it was.

namespace calls::cli {

class TerminalSignals {
  public:
    TerminalSignals();
    ~TerminalSignals();
    TerminalSignals(const TerminalSignals&) = delete;
    TerminalSignals& operator=(const TerminalSignals&) = delete;

    // Readable when there is one to take.
    [[nodiscard]] int fd() const { return fd_.get(); }
    std::optional<int> take();

    // As Ctrl-Z does to others; returns when the shell continues us, and a SIGCONT is to be taken
    // then. False: there is nobody who could continue us, and nothing was stopped.
    static bool stop();

  private:
    sigset_t before_{};
    Fd fd_;
};

}  // namespace calls::cli
