#include "cli/deadline.h"

#include <algorithm>
#include <thread>

namespace calls::cli {

using std::chrono::milliseconds;

Deadline Deadline::in(milliseconds length) {
    // Longer than anyone waits, and far from what the clock can hold.
    constexpr milliseconds longest = std::chrono::hours{24 * 365 * 100};
    Deadline deadline;
    deadline.at_ = Clock::now() + std::min(length, longest);
    return deadline;
}

Deadline Deadline::in(const std::optional<milliseconds>& length) {
    return length ? in(*length) : never();
}

bool Deadline::passed() const {
    return at_ && Clock::now() >= *at_;
}

int Deadline::poll_ms() const {
    if (!at_) return -1;
    const auto left = std::chrono::ceil<milliseconds>(*at_ - Clock::now()).count();
    constexpr decltype(left) day_ms = 86'400'000;
    return static_cast<int>(std::clamp<decltype(left + 0)>(left, 0, day_ms));
}

Deadline Deadline::or_earlier(const Deadline& other) const {
    if (!at_) return other;
    return other.at_ && *other.at_ < *at_ ? other : *this;
}

void Deadline::sleep(milliseconds length) const {
    const int left = poll_ms();
    std::this_thread::sleep_for(left < 0 ? length : std::min(length, milliseconds{left}));
}

}  // namespace calls::cli
