#pragma once

#include <chrono>
#include <condition_variable>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "core/model/event.h"
#include "core/store/journal.h"

// Appends to the journal, one batch at a time. Where the disk is slow, or the loop has much to do
// meanwhile, that is done on a thread of its own; else in the loop, which then is not kept waiting
// for as long as two threads take to tell each other.

namespace calls::store {

struct JournalWriterOptions {
    bool threaded = true;        // otherwise it is always done in the loop
    std::function<void()> wake;  // from the writer's thread: end() has something to say
    // An append that usually takes so long is worth a thread: always, or where there are others.
    std::chrono::microseconds slow{0};
    std::chrono::microseconds slow_for_others{0};
};

// Used by the loop's thread.
class JournalWriter {
  public:
    JournalWriter(Journal& journal, JournalWriterOptions options)  // the journal outlives this
        : journal_(journal), options_(std::move(options)) {}
    ~JournalWriter();
    JournalWriter(const JournalWriter&) = delete;
    JournalWriter& operator=(const JournalWriter&) = delete;

    // Until end() has given something or thrown, nobody else uses the journal, but for what follows
    // on wait().
    void begin(std::shared_ptr<const model::EventBatch> events, bool others);
    // What Journal::append() gives, once it is done; with `wait` it always is. Throws what that
    // throws.
    std::optional<PackedEvents> end(bool wait);
    // Until the thread has left the journal alone; end() still tells how it went.
    void wait();

  private:
    using Clock = std::chrono::steady_clock;

    void run();
    void append();
    void note(Clock::duration taken);

    Journal& journal_;
    const JournalWriterOptions options_;

    // The loop's own.
    std::thread thread_;  // once there was an append for it
    bool handed_over_ = false;

    // The thread's while working_, else the loop's.
    std::shared_ptr<const model::EventBatch> events_;
    PackedEvents appended_;
    std::exception_ptr trouble_;
    Clock::duration usual_{};  // what an append has taken of late

    std::mutex mutex_;
    std::condition_variable changed_;
    bool working_ = false;
    bool stopping_ = false;
};

}  // namespace calls::store
