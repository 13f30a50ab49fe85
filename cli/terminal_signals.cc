#include "cli/terminal_signals.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <string>
#include <sys/signalfd.h>
#include <unistd.h>

#include "cli/failure.h"

namespace calls::cli {

namespace {

constexpr std::array taken{SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGWINCH, SIGTSTP, SIGCONT};

bool is_ignored(int number) {
    struct sigaction action {};
    ::sigaction(number, nullptr, &action);
    return action.sa_handler == SIG_IGN;
}

}  // namespace

TerminalSignals::TerminalSignals() {
    sigset_t wanted{};
    sigemptyset(&wanted);
    for (const int number : taken) {
        if (!is_ignored(number)) sigaddset(&wanted, number);
    }
    sigset_t blocked = wanted;
    // Whoever gives a terminal back from the background must not be stopped half-way.
    sigaddset(&blocked, SIGTTOU);
    ::pthread_sigmask(SIG_BLOCK, &blocked, &before_);
    fd_ = Fd(::signalfd(-1, &wanted, SFD_NONBLOCK | SFD_CLOEXEC));
    if (fd_.open()) return;
    const int error = errno;
    ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    throw Failure(protocol::ErrorCode::io, std::string("no signalfd: ") + std::strerror(error));
}

TerminalSignals::~TerminalSignals() {
    ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

std::optional<int> TerminalSignals::take() {
    signalfd_siginfo found{};
    if (::read(fd_.get(), &found, sizeof found) != sizeof found) return std::nullopt;
    return static_cast<int>(found.ssi_signo);
}

bool TerminalSignals::stop() {
    if (is_ignored(SIGTSTP)) return false;
    sigset_t stops{};
    sigemptyset(&stops);
    sigaddset(&stops, SIGTSTP);
    ::pthread_sigmask(SIG_UNBLOCK, &stops, nullptr);
    ::raise(SIGTSTP);  // here it stops, and here it goes on
    ::pthread_sigmask(SIG_BLOCK, &stops, nullptr);
    // The system drops the signal where no shell is left to continue us.
    sigset_t waiting{};
    ::sigpending(&waiting);
    return sigismember(&waiting, SIGCONT) == 1;
}

}  // namespace calls::cli
