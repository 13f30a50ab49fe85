#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "core/engine/store.h"
#include "core/store/gate.h"
#include "core/store/pending.h"
#include "core/store/projection.h"
#include "core/store/sqlite.h"

// Brings the tables up to date and answers questions to them, on a thread of its own that nobody
// waits for. It owns the one connection that writes the tables. Without a thread it does the same
// work inside the calls of the loop.

namespace calls::store {

struct ProjectorOptions {
    bool threaded = true;
    bool gently = true;          // where it has a thread, its writes make way for the journal's
    std::function<void()> wake;  // from the projector's thread: collect() has news
    std::function<void()> sync_journal;  // before events go into the tables; may be empty
    std::int64_t lag_events_max = 0;
    std::int64_t events_a_transaction = 0;
};

class Projector {
  public:
    using Answer = std::function<void(engine::QueryAnswer)>;
    using Work = std::function<engine::QueryAnswer(Database&)>;

    Projector(std::unique_ptr<Database> tables, ProjectorOptions options);
    ~Projector();
    Projector(const Projector&) = delete;
    Projector& operator=(const Projector&) = delete;

    void start();

    // From the loop's thread. Where the tables fall far behind, it takes a moment longer, so that
    // they need not fall behind altogether.
    void add(PackedEvents batch);
    void mark(std::span<const engine::HeartbeatTimes> heard);
    // Done on the tables, which then hold all that was appended before; throws what cannot be lived
    // with.
    void ask(Work work, Answer given);
    // Answered once they hold it: with a refusal where they cannot.
    void catch_up(Answer then);
    void collect();
    void project_now();  // only without a thread
    [[nodiscard]] model::EventId projected() const { return {projected_.load()}; }
    [[nodiscard]] std::optional<std::string> lagging() const;
    Gate& gate() { return gate_; }  // for long readers of the tables

    // Ends the thread. The first brings everything into the tables and, if they then hold all up to
    // `last`, marks them complete; throws StoreBroken where they cannot be trusted, and then
    // abandon them. The second leaves them as they are, with their log.
    void finish(model::EventId last);
    void abandon();

    // For tests of a full disk, only without a thread; 0: no limit.
    void limit_pages(std::int64_t pages);

  private:
    using Clock = std::chrono::steady_clock;
    struct Asked {
        Work work;
        Answer answer;
    };
    struct Answered {
        engine::QueryAnswer value;
        Answer answer;
    };

    void run();
    bool wait_for_work(std::unique_lock<std::mutex>& lock);  // false: there is time to tidy up
    void give_back_memory();
    void turn();
    void project();
    void checkpoint();
    void answer_all(std::vector<Asked> asked);
    engine::QueryAnswer carry_out(const Work& work);
    void set_trouble(const std::string& why);
    void set_fatal(const std::string& why);
    void join();
    void hurry(Clock::duration within);  // the mutex is held
    void wait_a_moment();

    const ProjectorOptions options_;

    // The projector's own, once it has started.
    std::unique_ptr<Database> tables_;
    Projection projection_;
    Pending work_;  // taken over, not written yet
    // When to give back memory.
    Clock::time_point tidy_due_ = Clock::time_point::max();

    // The loop's own.
    std::thread thread_;
    model::EventId appended_;

    // Shared.
    Gate gate_;
    std::atomic<std::int64_t> projected_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::condition_variable projected_more_;
    Pending arrived_;
    std::vector<Asked> asked_;
    std::vector<Answered> answered_;
    Clock::time_point due_ = Clock::time_point::max();
    std::string trouble_;  // why the tables cannot be written at present
    std::string fatal_;    // why they cannot be trusted any more
    bool stopping_ = false;
    std::atomic<bool> ending_ = false;  // the same, for a question that is being answered
};

}  // namespace calls::store
