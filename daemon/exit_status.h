#pragma once

// What calld ends with.

namespace calls::daemon {

inline constexpr int exit_ok = 0;
inline constexpr int exit_failed = 1;     // it could not start, or met what it did not expect
inline constexpr int exit_usage = 2;      // an option or setting makes no sense
inline constexpr int exit_unusable = 65;  // the store is damaged, ill-matched or not ours to open
inline constexpr int exit_io_error = 74;  // the disk failed: look at it before the next start
inline constexpr int exit_held = 75;      // another calld holds the store or the socket

}  // namespace calls::daemon
