#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <stdexcept>
#include <string>

// How long a test waits for something that will happen: always with poll, never by sleeping.

namespace tests {

struct TooLate : std::runtime_error {
    using std::runtime_error::runtime_error;
};

class Deadline {
  public:
    using Clock = std::chrono::steady_clock;

    explicit Deadline(std::chrono::milliseconds from_now = std::chrono::seconds(30))
        : at_(Clock::now() + from_now) {}

    [[nodiscard]] bool passed() const { return Clock::now() >= at_; }

    // For poll(): rounded up, so that it never spins through the last millisecond.
    [[nodiscard]] int left_ms() const {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(at_ - Clock::now()).count();
        return static_cast<int>(std::clamp<std::int64_t>(left, 0, 3'600'000));
    }

    void check(const std::string& waiting_for) const {
        if (passed()) throw TooLate("waited too long for " + waiting_for);
    }

  private:
    Clock::time_point at_;
};

}  // namespace tests
