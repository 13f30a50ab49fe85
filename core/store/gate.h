#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

// Lets the projector move the log into the file between two snapshots of an audit. An audit that
// takes one after the other would otherwise always be in the way: the log could never begin anew,
// and would grow for as long as the audit lasts.

namespace calls::store {

class Gate {
  public:
    // The auditor's thread, around each snapshot. Waits while the projector is at it.
    void enter();
    void leave();

    // The projector's thread: no snapshot begins, and the one under way has ended or, where it
    // lasts too long to wait for, goes on.
    void close();
    void open();

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool entered_ = false;
    bool closed_ = false;
};

}  // namespace calls::store
