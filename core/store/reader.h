#pragma once

#include <atomic>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>

#include "core/engine/store.h"
#include "core/store/sqlite.h"

// Does what reads much of the tables, one piece of work after the other, on a thread and a reading
// connection of its own: commits, the projection and short questions go on meanwhile. Without a
// thread it does so inside ask().

namespace calls::store {

struct ReaderOptions {
    bool threaded = true;
    std::function<void()> wake;  // from the reader's thread: collect() has something to do
    bool forgiving = false;      // what cannot be read is a refusal: it is no news to an auditor
};

// Used by the loop's thread.
class Reader {
  public:
    using Answer = std::function<void(engine::QueryAnswer)>;
    // On the reader's thread. What it throws makes a refusal of its answer; but StoreBroken is
    // thrown by collect(), unless a file could only not be opened.
    using Work = std::function<engine::QueryAnswer(Database&)>;

    // `tables` is the file's path; its writer is open for as long as this is used, until abandon().
    Reader(std::string tables, ReaderOptions options)
        : tables_(std::move(tables)), options_(std::move(options)) {}
    ~Reader() { abandon(); }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    void ask(Work work, Answer answer);
    // Gives out the answer that is there. Throws StoreBroken; ask() does, where there is no thread.
    void collect();

    // Ends what is under way, soon. Nobody is answered any more.
    void abandon();

  private:
    struct Asked {
        Work work;
        Answer answer;
    };

    struct Open;

    void begin();
    void end(engine::QueryAnswer answer);
    void run(const Work& work);
    engine::QueryAnswer carry_out(const Work& work);

    const std::string tables_;
    const ReaderOptions options_;

    // The loop's own.
    std::deque<Asked> asked_;  // the first is under way
    std::thread thread_;

    // Shared.
    std::atomic<bool> ending_ = false;
    std::mutex mutex_;
    Database* open_ = nullptr;  // while it is read
    std::unique_ptr<engine::QueryAnswer> answer_;
    std::exception_ptr trouble_;
};

}  // namespace calls::store
