#pragma once

// Signals are the loop's, and wait where there is none: in the store's thread, and at the end, when
// calld stops by itself with a status and a last word that a second SIGTERM shall not cut off.

namespace calls::daemon {

// For the thread that calls, and those that it starts.
void block_signals();
void unblock_signals();

// Open from here to the end of the scope, blocked after it.
class SignalsOpen {
  public:
    SignalsOpen() { unblock_signals(); }
    SignalsOpen(const SignalsOpen&) = delete;
    SignalsOpen& operator=(const SignalsOpen&) = delete;
    ~SignalsOpen() { block_signals(); }
};

}  // namespace calls::daemon
