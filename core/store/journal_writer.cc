#include "core/store/journal_writer.h"

#include <system_error>
#include <utility>

#include "core/base/check.h"
#include "core/store/quiet_thread.h"

namespace calls::store {

JournalWriter::~JournalWriter() {
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void JournalWriter::begin(std::shared_ptr<const model::EventBatch> events, bool others) {
    CHECK(!events_);
    events_ = std::move(events);
    handed_over_ =
        options_.threaded && usual_ >= (others ? options_.slow_for_others : options_.slow);
    if (!handed_over_) return;
    try {
        if (!thread_.joinable()) thread_ = quiet_thread([this] { run(); });
    } catch (const std::system_error&) {  // no more threads: then in the loop
        handed_over_ = false;
        return;
    }
    {
        const std::lock_guard lock{mutex_};
        working_ = true;
    }
    changed_.notify_all();
}

std::optional<PackedEvents> JournalWriter::end(bool wait) {
    CHECK(events_);
    if (handed_over_) {
        std::unique_lock lock{mutex_};
        if (working_ && !wait) return std::nullopt;
        changed_.wait(lock, [this] { return !working_; });
    } else {
        append();
    }
    events_.reset();
    if (auto trouble = std::exchange(trouble_, nullptr)) std::rethrow_exception(trouble);
    return std::exchange(appended_, {});
}

void JournalWriter::wait() {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [this] { return !working_; });
}

// An average that follows within some dozens: one slow append changes nothing.
void JournalWriter::note(Clock::duration taken) {
    usual_ += (taken - usual_) / 16;
}

void JournalWriter::append() {
    const auto began = Clock::now();
    try {
        appended_ = journal_.append(*events_);
    } catch (...) {
        trouble_ = std::current_exception();
    }
    note(Clock::now() - began);
}

void JournalWriter::run() {
    std::unique_lock lock{mutex_};
    while (true) {
        changed_.wait(lock, [this] { return working_ || stopping_; });
        if (!working_) return;
        lock.unlock();
        append();
        lock.lock();
        working_ = false;
        lock.unlock();
        changed_.notify_all();
        if (options_.wake) options_.wake();
        lock.lock();
    }
}

}  // namespace calls::store
