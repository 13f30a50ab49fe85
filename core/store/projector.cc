#include "core/store/projector.h"

#include <algorithm>
#include <exception>
#include <malloc.h>
#include <utility>

#include "core/base/check.h"
#include "core/store/gentle_writes.h"
#include "core/store/quiet_thread.h"

namespace calls::store {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds events_wait{250};
constexpr milliseconds marks_wait{800};  // nothing is lost with them
constexpr milliseconds retry_wait{1000};
constexpr milliseconds moment{5};
constexpr std::int64_t events_in_haste = 20'000;  // a large transaction; more only cost memory
constexpr std::int64_t much_work = 1'000;         // events and marks in one transaction
constexpr milliseconds tidy_wait{1000};           // since there was much work
constexpr int frames_before_checkpoint = 4'000;   // 16 MB of log

}  // namespace

Projector::Projector(std::unique_ptr<Database> tables, ProjectorOptions options)
    : options_(std::move(options)),
      tables_(std::move(tables)),
      projection_(*tables_, options_.events_a_transaction),
      appended_(projection_.reached()),
      projected_(projection_.reached().value) {}

Projector::~Projector() {
    join();
}

void Projector::start() {
    tidy_due_ = Clock::now() + tidy_wait;  // loading was a burst, too
    if (options_.threaded) thread_ = quiet_thread([this] { run(); });
}

void Projector::add(PackedEvents batch) {
    if (batch.empty()) return;
    appended_ = batch.last();
    std::int64_t waiting = 0;
    {
        const std::lock_guard lock{mutex_};
        arrived_.add(std::move(batch));
        waiting = arrived_.events;
        hurry(events_wait);
    }
    const bool many = waiting >= events_in_haste;
    if (!options_.threaded) {
        if (many) turn();
        return;
    }
    if (many) changed_.notify_one();
    const bool far_behind = appended_.value - projected_.load() > options_.lag_events_max / 2;
    if (far_behind && thread_.joinable()) wait_a_moment();  // a start has nobody to wait for yet
}

void Projector::wait_a_moment() {
    const std::int64_t before = projected_.load();
    std::unique_lock lock{mutex_};
    hurry(Clock::duration::zero());
    projected_more_.wait_for(lock, moment, [&] {
        return projected_.load() != before || !trouble_.empty() || !fatal_.empty();
    });
}

void Projector::mark(std::span<const engine::HeartbeatTimes> heard) {
    if (heard.empty()) return;
    const std::lock_guard lock{mutex_};
    for (const engine::HeartbeatTimes& times : heard)
        arrived_.marks[times.call] = {.host = times.host, .guest = times.guest};
    if (due_ == Clock::time_point::max()) hurry(marks_wait);
}

void Projector::ask(Work work, Answer given) {
    {
        const std::lock_guard lock{mutex_};
        asked_.push_back({std::move(work), std::move(given)});
    }
    if (options_.threaded) {
        changed_.notify_one();
        return;
    }
    turn();
    collect();
}

void Projector::catch_up(Answer then) {
    ask([](Database&) { return engine::QueryAnswer{}; }, std::move(then));
}

void Projector::collect() {
    std::vector<Answered> ready;
    std::string fatal;
    {
        const std::lock_guard lock{mutex_};
        ready.swap(answered_);
        fatal = fatal_;
    }
    for (Answered& answered : ready) answered.answer(std::move(answered.value));
    if (!fatal.empty()) throw engine::StoreBroken{fatal};
}

void Projector::project_now() {
    CHECK(!thread_.joinable());
    turn();
}

std::optional<std::string> Projector::lagging() const {
    const std::int64_t behind = appended_.value - projected_.load();
    {
        const std::lock_guard lock{mutex_};
        if (!fatal_.empty()) return fatal_;
        if (!trouble_.empty()) return "the tables cannot be written: " + trouble_;
    }
    if (behind <= options_.lag_events_max) return std::nullopt;
    return "the tables are " + std::to_string(behind) + " events behind the journal";
}

void Projector::finish(model::EventId last) {
    join();
    asked_.clear();  // nobody is left to hear the answers
    turn();
    if (!fatal_.empty()) throw engine::StoreBroken{fatal_};
    if (work_.empty() && projection_.reached() == last) projection_.mark_complete();
}

// The log stays: what could not be moved into the file may be told of only once, so that closing
// the log as usual would say that all is well, and throw it away.
void Projector::abandon() {
    join();
    tables_->keep_wal_on_close();
}

void Projector::limit_pages(std::int64_t pages) {
    CHECK(!thread_.joinable());
    tables_->limit_pages(pages);
}

void Projector::join() {
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
    }
    ending_ = true;
    changed_.notify_one();
    if (thread_.joinable()) thread_.join();
}

void Projector::hurry(Clock::duration within) {
    const auto at = Clock::now() + within;
    if (at >= due_) return;
    due_ = at;
    changed_.notify_one();
}

// From here on: the projector's thread, or the loop's where there is none.

void Projector::run() {
    std::optional<GentleWrites> gentle;
    if (options_.gently) gentle.emplace();
    std::unique_lock lock{mutex_};
    while (fatal_.empty()) {
        const bool work = wait_for_work(lock);
        if (stopping_) return;
        lock.unlock();
        if (work)
            turn();
        else
            give_back_memory();
        lock.lock();
    }
}

bool Projector::wait_for_work(std::unique_lock<std::mutex>& lock) {
    const auto urgent = [this] {
        const bool many = arrived_.events >= events_in_haste && trouble_.empty();
        return stopping_ || many || !asked_.empty() || Clock::now() >= due_;
    };
    while (!urgent()) {
        const auto until = std::min(due_, tidy_due_);
        if (until == Clock::time_point::max())
            changed_.wait(lock);
        else if (Clock::now() < until)
            changed_.wait_until(lock, until);
        else
            return false;
    }
    return true;
}

// What a burst has left behind, in SQLite's cache and in the allocator: the system has it back once
// the burst is over.
void Projector::give_back_memory() {
    tidy_due_ = Clock::time_point::max();
    tables_->release_memory();
    projection_.release_memory();
    malloc_trim(0);
}

void Projector::turn() {
    std::vector<Asked> asked;
    {
        const std::lock_guard lock{mutex_};
        if (!fatal_.empty()) return;
        work_.take(arrived_);
        asked.swap(asked_);
        due_ = Clock::time_point::max();
    }
    try {
        project();
        answer_all(std::move(asked));
    } catch (const std::exception& error) {
        set_fatal(error.what());
    }
}

void Projector::project() {
    if (work_.empty()) return;
    try {
        if (options_.sync_journal) options_.sync_journal();
        while (!work_.empty()) {
            const bool much = work_.changes() >= much_work;
            projection_.write(work_);
            if (much) tidy_due_ = Clock::now() + tidy_wait;
            projected_ = projection_.reached().value;
            set_trouble("");
            if (tables_->wal_frames() >= frames_before_checkpoint) checkpoint();
        }
    } catch (const engine::StoreFull& error) {
        set_trouble(error.what());
    } catch (const StoreBusy& error) {
        set_trouble(error.what());
    }
}

// All of it, so that the log begins anew with the next transaction.
void Projector::checkpoint() {
    struct Closed {
        explicit Closed(Gate& of) : gate(of) { gate.close(); }
        ~Closed() { gate.open(); }
        Closed(const Closed&) = delete;
        Closed& operator=(const Closed&) = delete;
        Gate& gate;
    };
    const Closed closed{gate_};
    tables_->checkpoint();
}

// Asked before what is missing was appended: an answer without it would be a wrong one.
void Projector::answer_all(std::vector<Asked> asked) {
    for (Asked& one : asked) {
        engine::QueryAnswer value =
            work_.empty() ? carry_out(one.work)
                          : model::refuse(model::RefusalKind::unavailable,
                                          "the tables cannot be written: " + trouble_);
        const std::lock_guard lock{mutex_};
        answered_.push_back({std::move(value), std::move(one.answer)});
    }
    if (!asked.empty() && options_.threaded && options_.wake) options_.wake();
}

// A stop does not wait for a question that takes minutes.
engine::QueryAnswer Projector::carry_out(const Work& work) {
    try {
        const GivesUp gives_up{*tables_, ending_};
        return work(*tables_);
    } catch (const engine::StoreBroken&) {
        if (!ending_) throw;
        return model::refuse(model::RefusalKind::unavailable, "calld is stopping");
    }
}

void Projector::set_trouble(const std::string& why) {
    {
        const std::lock_guard lock{mutex_};
        trouble_ = why;
        if (!why.empty()) due_ = Clock::now() + retry_wait;
    }
    projected_more_.notify_one();
}

void Projector::set_fatal(const std::string& why) {
    {
        const std::lock_guard lock{mutex_};
        fatal_ = why;
    }
    if (options_.threaded && options_.wake) options_.wake();
}

}  // namespace calls::store
