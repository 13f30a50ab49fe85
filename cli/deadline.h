#pragma once

#include <chrono>
#include <optional>

// Until when something is waited for, by the steady clock; or for ever.

namespace calls::cli {

class Deadline {
  public:
    using Clock = std::chrono::steady_clock;

    static Deadline never() { return {}; }
    static Deadline in(std::chrono::milliseconds length);
    // None: never.
    static Deadline in(const std::optional<std::chrono::milliseconds>& length);

    [[nodiscard]] bool passed() const;
    // For poll: milliseconds left, rounded up; -1 for ever.
    [[nodiscard]] int poll_ms() const;
    // The earlier of the two.
    [[nodiscard]] Deadline or_earlier(const Deadline& other) const;

    // Sleeps that long, but not past this deadline.
    void sleep(std::chrono::milliseconds length) const;

  private:
    std::optional<Clock::time_point> at_;
};

}  // namespace calls::cli
