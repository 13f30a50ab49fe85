#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>
#include <sys/types.h>

// What whoever opens a store decides, and how the opening may fail.

namespace calls::store {

// full: a batch is on the disk before append() returns. normal: within a second. off: whenever the
// system likes, for tests.
enum class Durability { full, normal, off };

inline constexpr const char* in_memory = ":memory:";
inline constexpr std::int64_t lag_events_max_default = 500'000;  // some 70 MB of payments

struct StoreOptions {
    // Of the tables; the journal lies beside it. in_memory: a private folder that is removed.
    std::string path;
    Durability durability = Durability::full;
    // false: the tables are brought up to date by the calls that need it, and nothing else.
    bool threaded = true;
    // Called by any of its threads when collect() or end_append() has something to say. Outlives
    // the store.
    std::function<void()> wake;
    // Called before tables of an earlier version are brought up to date, with a line that says so:
    // the longer the history, the longer that takes.
    std::function<void(const std::string& what)> upgrading;
    std::int64_t lag_events_max = lag_events_max_default;
    // That go into the tables in one transaction, unless one batch has more: more take more
    // memory, fewer write a page that many events change more often.
    std::int64_t events_a_transaction = 200'000;
    // Appends that usually take so long are done on a thread of their own: always, or where the
    // loop has much to do meanwhile.
    std::chrono::microseconds slow_append{1000};
    std::chrono::microseconds slow_append_for_others{50};
    std::int64_t journal_pages_max = 0;  // 0: no limit; for tests of a full disk
};

// The files cannot be used as they are; the message says why, and what to do.
struct StoreUnusable : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Another process has the store open.
struct StoreHeld : StoreUnusable {
    StoreHeld(const std::string& what, pid_t holder) : StoreUnusable(what), pid(holder) {}

    pid_t pid;  // 0: it did not say
};

}  // namespace calls::store
