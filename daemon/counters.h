#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/model/event.h"
#include "core/model/reply.h"
#include "core/protocol/errors.h"
#include "core/protocol/methods.h"

// What calld has done since it started, for `metrics`: plain numbers that only grow, counted by the
// loop where it happens.

namespace calls::daemon {

struct Counters {
    // Upper bounds of the buckets, in seconds; the last bucket has none.
    static constexpr std::array turn_bounds{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
                                            0.05,   0.1,   0.25,   0.5,   1.0,  2.5};

    std::uint64_t connections = 0;
    std::uint64_t connections_refused = 0;
    std::vector<std::uint64_t> requests =  // by place in protocol::methods()
        std::vector<std::uint64_t>(protocol::methods().size());
    std::uint64_t granted = 0;
    std::array<std::uint64_t, protocol::error_table.size()> errors{};  // by place in error_table

    std::array<std::uint64_t, turn_bounds.size() + 1> turns{};
    std::chrono::duration<double> turns_took{0};

    std::array<std::uint64_t, 13> events{};  // by model::EventKind
    std::array<std::uint64_t, 9> hangs{};    // by model::HangReason
    std::uint64_t paid = 0;                  // coins; sums go round at 2^64, as counters may
    std::uint64_t earned = 0;

    void asked(const protocol::Method& method);
    void answered(const model::Reply& reply);
    void failed(protocol::ErrorCode code);
    void committed(const model::EventBatch& batch);
    void turned(std::chrono::duration<double> took);
};

}  // namespace calls::daemon
