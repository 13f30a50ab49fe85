#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "core/model/call_file.h"

// The live calls of the tables, as a start takes them in: read on a thread ahead of whoever takes
// them, for there may be a million, and each costs him as much again.

namespace calls::store {

class LiveCalls {
  public:
    // Begins to read; nobody writes to the tables, whose path this is, until the end.
    explicit LiveCalls(const std::string& tables);
    ~LiveCalls();
    LiveCalls(const LiveCalls&) = delete;
    LiveCalls& operator=(const LiveCalls&) = delete;

    using Take = std::function<void(const model::CallFile&)>;

    // By call id; once. Throws StoreBroken.
    void each(const Take& take);

  private:
    using Batch = std::vector<model::CallFile>;

    void read_ahead(const std::string& path);
    bool hand_over(Batch batch);
    Batch next();

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Batch> ready_;
    bool all_read_ = false;
    bool given_up_ = false;
    std::exception_ptr failure_;
    std::thread thread_;  // last: it uses all the others
};

}  // namespace calls::store
