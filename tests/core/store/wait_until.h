#pragma once

#include <chrono>
#include <thread>

namespace calls::tests {

// For what another thread does: gives false once patience is at its end.
template <class Condition>
bool wait_until(Condition condition) {
    constexpr std::chrono::seconds patience{20};
    const auto end = std::chrono::steady_clock::now() + patience;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
    return true;
}

}  // namespace calls::tests
