#include "cli/progress.h"

#include <cstdlib>
#include <fcntl.h>
#include <poll.h>
#include <stdexcept>
#include <string>
#include <termios.h>
#include <unistd.h>

#include <catch2/catch.hpp>

namespace {

using calls::cli::Progress;
using calls::cli::progress_text;
using namespace std::chrono_literals;

// Both ends of a terminal.
class Terminal {
  public:
    Terminal() : outside_(::posix_openpt(O_RDWR | O_NOCTTY)) {
        REQUIRE(::grantpt(outside_) == 0);
        REQUIRE(::unlockpt(outside_) == 0);
        inside_ = ::open(::ptsname(outside_), O_RDWR | O_NOCTTY);
        REQUIRE(inside_ >= 0);
        setenv("TERM", "xterm", 1);
    }
    ~Terminal() {
        ::close(inside_);
        ::close(outside_);
    }
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;

    [[nodiscard]] int inside() const { return inside_; }
    // What has been drawn so far.
    std::string drawn() {
        pollfd waiting{outside_, POLLIN, 0};
        while (::poll(&waiting, 1, 0) > 0) {
            char buffer[512];
            const ssize_t size = ::read(outside_, buffer, sizeof buffer);
            if (size <= 0) break;
            drawn_.append(buffer, static_cast<std::size_t>(size));
        }
        return drawn_;
    }

  private:
    int outside_;
    int inside_ = -1;
    std::string drawn_;
};

}  // namespace

TEST_CASE("progress: how many, and of how many where that is known") {
    CHECK(progress_text("calls", 120'000, 1'000'000) == "callctl: 120,000 of 1,000,000 calls");
    CHECK(progress_text("commands", 7, std::nullopt) == "callctl: 7 commands");
}

TEST_CASE("progress: drawn in its place, and gone at the end") {
    Terminal terminal;
    {
        Progress progress(true, {.fd = terminal.inside(), .delay = 0ms, .pause = 0ms});
        progress.begin("calls", 3);
        progress.one_more();
        progress.one_more();
        progress.begin("tickets", std::nullopt);
        progress.one_more();
    }
    CHECK(terminal.drawn() ==
          "\r\x1b[Kcallctl: 1 of 3 calls\r\x1b[Kcallctl: 2 of 3 calls"
          "\r\x1b[Kcallctl: 1 tickets\r\x1b[K");
}

TEST_CASE("progress: what is soon done shows nothing") {
    Terminal terminal;
    {
        Progress progress(true, {.fd = terminal.inside(), .delay = 1h, .pause = 0ms});
        progress.begin("calls", 3);
        progress.one_more();
    }
    CHECK(terminal.drawn().empty());
}

TEST_CASE("progress: drawn anew only after a pause") {
    Terminal terminal;
    Progress progress(true, {.fd = terminal.inside(), .delay = 0ms, .pause = 1h});
    progress.begin("calls", 1000);
    for (int i = 0; i < 1000; ++i) progress.one_more();
    CHECK(terminal.drawn() == "\r\x1b[Kcallctl: 1 of 1,000 calls");
}

TEST_CASE("progress: nobody who looks on, nothing to see") {
    Terminal terminal;
    {
        Progress unwanted(false, {.fd = terminal.inside(), .delay = 0ms, .pause = 0ms});
        unwanted.begin("calls", 3);
        unwanted.one_more();
        setenv("TERM", "dumb", 1);
        Progress dumb(true, {.fd = terminal.inside(), .delay = 0ms, .pause = 0ms});
        dumb.begin("calls", 3);
        dumb.one_more();
    }
    CHECK(terminal.drawn().empty());
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    setenv("TERM", "xterm", 1);
    {
        Progress piped(true, {.fd = ends[1], .delay = 0ms, .pause = 0ms});
        piped.begin("calls", 3);
        piped.one_more();
    }
    pollfd waiting{ends[0], POLLIN, 0};
    CHECK(::poll(&waiting, 1, 0) == 0);
    ::close(ends[0]);
    ::close(ends[1]);
}
