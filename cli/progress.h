#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unistd.h>

// How far a long command has come: one line on stderr, drawn again in its place and gone at the
// end. Only before someone who looks on (a terminal), and only once it has taken a while.

namespace calls::cli {

class Progress {
  public:
    struct Place {
        int fd = STDERR_FILENO;
        std::chrono::milliseconds delay{500};  // before it is first shown
        std::chrono::milliseconds pause{100};  // between two drawings
    };

    // Not wanted: nothing is ever shown.
    explicit Progress(bool wanted) : Progress(wanted, Place{}) {}
    Progress(bool wanted, Place place);
    // Erases the line.
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    // What is counted from here on: "calls", and how many there are if that is known.
    void begin(std::string_view what, std::optional<std::int64_t> total);
    void one_more() { at(done_ + 1); }
    void at(std::int64_t done) {
        done_ = done;
        if (shows_) look();
    }

  private:
    using Clock = std::chrono::steady_clock;

    void look();
    void draw();

    std::string what_;
    std::optional<std::int64_t> total_{};
    Place place_;
    bool shows_;
    bool drawn_ = false;
    std::int64_t done_ = 0;
    Clock::time_point next_;  // not drawn before then
};

// `callctl: 120,000 of 1,000,000 calls`
std::string progress_text(std::string_view what, std::int64_t done,
                          std::optional<std::int64_t> total);

}  // namespace calls::cli
