#pragma once

#include <chrono>
#include <cstddef>

// Bounds on what a peer can make calld hold, each with its reason.

namespace calls::daemon {

// Some hundred requests of one who is read from alone, some ten of each of those that are read from
// at once.
inline constexpr std::size_t read_bytes = std::size_t{128} << 10;

// A quiet connection keeps no larger buffer than this for its next answer; those that all share are
// larger, since many answers go out at once.
inline constexpr std::size_t kept_bytes_max = 4096;
inline constexpr std::size_t kept_write_bytes_max = std::size_t{128} << 10;

// A peer that has so much unread, or so many requests unanswered, is not read from until it takes
// some: it is slowed by its own hand.
inline constexpr std::size_t unread_bytes_max = std::size_t{1} << 20;
inline constexpr std::size_t unanswered_max = 16'384;

// Events are given to a watcher up to so many bytes ahead of what he reads.
inline constexpr std::size_t watcher_bytes_ahead = std::size_t{256} << 10;
inline constexpr std::size_t watcher_events_a_read = 256;
// At most so many are looked at in one go, wanted or not, between which others have their turn.
inline constexpr std::int64_t watcher_events_a_piece = 1024;

// Recent events kept in memory for watchers who keep up.
inline constexpr std::size_t recent_events_max = 4096;

// A peer that takes nothing for so long while something waits for it is closed.
inline constexpr std::chrono::seconds stalled_max{30};

// After EMFILE and its like, accepting pauses so long rather than burn a core.
inline constexpr std::chrono::milliseconds accept_pause{100};

// What a stop waits for peers to take their last answers.
inline constexpr std::chrono::seconds stop_patience{3};

}  // namespace calls::daemon
