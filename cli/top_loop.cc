#include "cli/top_loop.h"

#include <algorithm>
#include <array>
#include <poll.h>

#include "cli/failure.h"

namespace calls::cli {

namespace {

// While calld is gone or silent it is looked for so often at least, however long the interval.
constexpr Millis unsettled_pause{500};

}  // namespace

void TopLoop::run(const Deadline& until) {
    go_on();
    while (!quit_) {
        ask_when_due();
        if (feed_.take_changed()) dirty_ = true;
        draw_when_due();
        if (until.passed()) {
            throw Failure(protocol::ErrorCode::timeout, "the time given with --timeout is over");
        }
        wait(until);
    }
}

TopLoop::Clock::time_point TopLoop::ask_at() const {
    if (!asked_at_) return Clock::time_point::min();
    return *asked_at_ + (feed_.settled() ? interval_ : std::min(interval_, unsettled_pause));
}

void TopLoop::ask_when_due() {
    if (ask_at() > Clock::now()) return;
    asked_at_ = Clock::now();
    feed_.ask();
}

void TopLoop::draw_when_due() {
    if (!dirty_ || !screen_.ready()) return;
    const TopState& now = feed_.state();
    if (!now.heard() && now.trouble.empty()) return;  // in a moment
    dirty_ = false;
    // A pause is to read by; that calld has gone is to be read, too.
    if (frozen_) frozen_->trouble = now.trouble;
    const Screen::Size size = screen_.size();
    look_.look.width = size.columns;
    look_.height = size.rows;
    look_.paused = frozen_.has_value();
    screen_.show(lay_out_top(frozen_ ? *frozen_ : now, look_));
}

void TopLoop::wait(const Deadline& until) {
    std::array<pollfd, 3> watched{{{feed_.fd(), feed_.wanted(), 0},
                                   {screen_.fd(), screen_.wanted(), 0},
                                   {signals_.fd(), POLLIN, 0}}};
    const auto now = Clock::now();
    const auto left = std::chrono::ceil<Millis>(std::max(ask_at(), now) - now);
    const Deadline next = Deadline::in(left).or_earlier(until);
    if (::poll(watched.data(), watched.size(), next.poll_ms()) <= 0) return;
    if (watched[2].revents != 0) take_signals();
    if (watched[0].revents != 0) feed_.handle(watched[0].revents);
    if (watched[1].revents != 0) {
        for (const char byte : screen_.handle(watched[1].revents)) {
            if (const auto key = keys_.take(byte)) take_key(*key);
        }
    }
}

void TopLoop::take_key(char key) {
    switch (key) {
        case 'q':
        case 'Q':
            quit_ = true;
            return;
        case 's':
            look_.sort = next_of(look_.sort);
            break;
        case 'p':
        case ' ':
            frozen_ = frozen_ ? std::nullopt : std::optional(feed_.state());
            break;
        case '?':
        case 'h':
            look_.help = !look_.help;
            break;
        case 'L' - '@':  // Ctrl-L, as everywhere: paint it anew
            screen_.forget();
            break;
        default:
            return;
    }
    dirty_ = true;
}

void TopLoop::take_signals() {
    while (const auto number = signals_.take()) {
        switch (*number) {
            case SIGWINCH:
                screen_.forget();
                dirty_ = true;
                break;
            case SIGTSTP:
                stop();
                break;
            case SIGCONT:
                go_on();
                break;
            default:
                throw Quit{128 + *number};
        }
    }
}

void TopLoop::stop() {
    screen_.leave();
    // Where it was stopped, SIGCONT follows.
    if (!TerminalSignals::stop()) go_on();
}

// A job in the background waits there until it is called to the front, and SIGCONT says so. What
// ends it meanwhile comes first.
void TopLoop::go_on() {
    if (!screen_.in_foreground() && TerminalSignals::stop()) return;
    screen_.enter();
    dirty_ = true;
}

}  // namespace calls::cli
