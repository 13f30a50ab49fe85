#pragma once

#include <cstddef>

#include "core/base/instant.h"

// The engine's bounds, each with its reason.

namespace calls::engine {

// A turn takes so many commands: what a few thousand pipelined requests bring, and few enough for
// one transaction to stay within milliseconds.
inline constexpr std::size_t turn_commands_max = 4096;

// And so many rows of lists that memory answers, which are kept until the commit.
inline constexpr std::size_t turn_rows_max = 50'000;

// So many commands are looked ahead for: enough to have the memory's answers overlap, and few
// enough for what they name to be in the caches still when their turn comes.
inline constexpr std::size_t look_ahead_tasks = 32;

// A turn carries out so many deadlines, so that a sweep of a hundred thousand charges holds up
// nobody for long.
inline constexpr std::size_t turn_deadlines_max = 512;

// So many where a command came within the last `commands_linger`, and then none for a while behind
// their commit: of the commands of one client, which follow each other at once, most then meet no
// sweep at all. Not for heartbeats, which come all the time: a small sweep's commit is as long in
// their way as a large one's, and there are more of them.
inline constexpr std::size_t deadlines_beside_commands = 64;
inline constexpr base::Millis sweep_pause{2};
inline constexpr base::Millis commands_linger{50};
// As many more for each such time by which they are late, up to what a turn carries out: where more
// come due than a small sweep takes, on a slow disk or among many commands, they settle at some
// lateness.
inline constexpr base::Millis small_sweep_grows{1000};

// Steps of a manual clock in one turn, most of which change nothing.
inline constexpr std::size_t turn_clock_steps_max = 20'000;

// Rows kept in memory after their call has ended, for the commands that still name them.
inline constexpr std::size_t cached_rows_max = 16'384;

// A full disk is asked again so often.
inline constexpr base::Millis probe_interval{1000};

// Where a manual clock begins if nobody says otherwise: 2026-01-01T00:00:00Z.
inline constexpr base::Instant manual_epoch{1'767'225'600'000};

// Parties kept alive on a clock's way send heartbeats so often.
inline constexpr base::Millis keep_alive_interval{5000};

}  // namespace calls::engine
