#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/instant.h"
#include "core/engine/store.h"
#include "core/model/ids.h"
#include "core/model/money.h"

// SQLite, as much of it as the store needs, behind three classes; besides, only sqlite_log.cc and
// gentle_writes.cc know its header. What goes wrong is thrown: engine::StoreFull where there is no
// room, StoreBusy where another program holds the file, StoreShut where it cannot be opened,
// engine::StoreBroken for the rest.

struct sqlite3;
struct sqlite3_stmt;

namespace calls::store {

// Somebody outside holds a lock on the file. Nothing was written, and a later attempt may succeed.
struct StoreBusy : engine::StoreBroken {
    using engine::StoreBroken::StoreBroken;
};

// The file cannot be opened, perhaps since this process has too many open.
struct StoreShut : engine::StoreBroken {
    using engine::StoreBroken::StoreBroken;
};

// Binds as a blob, where a plain string binds as text.
struct Blob {
    std::string_view bytes;
};

class Statement;

// One connection, for one thread at a time, to a file that exists. It never checkpoints by itself.
class Database {
  public:
    enum class Access { read_only, read_write };

    Database(std::string path, Access access);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    void run(const std::string& sql);  // one or more statements, their rows dropped
    std::int64_t whole(const std::string& sql);
    std::string text(const std::string& sql);

    // Moves what the write-ahead log holds into the file, as far as no reader is in the way and
    // there is room: what was not moved stays safe in the log.
    void checkpoint();
    [[nodiscard]] int wal_frames() const { return wal_frames_; }  // after the last commit
    void keep_wal_on_close(bool keep = true);
    // The pages kept in memory, as far as nobody is at them.
    void release_memory();
    void limit_pages(std::int64_t pages);  // 0: no limit; past it the file counts as full
    [[nodiscard]] bool in_transaction() const;
    // From any thread, while the connection is open: what it is doing ends soon, as StoreBroken.
    void interrupt();
    [[nodiscard]] const std::string& path() const { return path_; }

  private:
    friend class Statement;
    friend class Transaction;
    friend class GivesUp;
    [[noreturn]] void fail(int code, std::string_view doing) const;

    std::string path_;
    sqlite3* handle_ = nullptr;
    int wal_frames_ = 0;
    std::unique_ptr<Statement> begin_;  // of the transactions that write; from the first one on
    std::unique_ptr<Statement> commit_;
};

// Prepared once, used as often as wanted. Values are bound from the left, all of them at each use,
// and borrowed for as long as that takes; a row is read from the left. It is reset after each use,
// so that no read transaction is left open.
class Statement {
  public:
    Statement(Database& database, std::string_view sql);  // database outlives this
    ~Statement();
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    template <class... Values>
    void run(const Values&... values) {
        each([](Statement&) {}, values...);
    }

    // take(*this) of the first row, if there is one.
    template <class Read, class... Values>
    auto first(Read take, const Values&... values) {
        std::optional<decltype(take(*this))> row;
        bind_all(values...);
        const Resetting resetting{*this};
        if (step()) row = take(*this);
        end();  // what writes commits only here, if no further row was asked for
        return row;
    }

    // take(*this) for each row.
    template <class Take, class... Values>
    void each(Take take, const Values&... values) {
        bind_all(values...);
        const Resetting resetting{*this};
        while (step()) take(*this);
    }

    // The next columns of the row at hand.
    template <class... Values>
    void read(Values&... values) {
        (column(values), ...);
    }
    template <class Value>
    Value get() {
        Value value{};
        column(value);
        return value;
    }
    [[nodiscard]] bool next_is_null() const;

  private:
    struct Resetting {
        Statement& statement;
        ~Resetting() { statement.reset(); }
    };

    template <class... Values>
    void bind_all(const Values&... values) {
        bound_ = 0;
        (bind(values), ...);
    }
    void bind(std::int64_t value);
    void bind(std::string_view text);
    void bind(Blob blob);
    void bind(base::Instant time) { bind(time.ms); }
    void bind(base::Millis span) { bind(static_cast<std::int64_t>(span.count())); }
    void bind(model::Coins coins) { bind(coins.value); }
    template <class Tag>
    void bind(model::Id<Tag> id) {
        bind(id.value);
    }
    void bind(const std::vector<std::int64_t>& values) {
        for (const std::int64_t value : values) bind(value);
    }

    void column(std::int64_t& value);
    void column(std::string& value);  // text and blobs
    void column(bool& value) { value = get<std::int64_t>() != 0; }
    void column(base::Instant& value) { column(value.ms); }
    void column(base::Millis& value) { value = base::Millis{get<std::int64_t>()}; }
    void column(model::Coins& value) { column(value.value); }
    template <class Tag>
    void column(model::Id<Tag>& value) {
        column(value.value);
    }

    bool step();
    void end();             // resets it; throws where that fails
    void reset() noexcept;  // on the way out, where step() or end() has thrown, or need not

    Database& database_;
    sqlite3_stmt* handle_ = nullptr;
    int bound_ = 0;
    int column_ = 0;
};

// Writes, all or none: rolled back unless committed.
class Transaction {
  public:
    explicit Transaction(Database& database);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    void commit();

  private:
    Database& database_;
};

// While it lives, what the connection does is given up, as StoreBroken, soon after `stop` is true:
// for what is long and need not be ended.
class GivesUp {
  public:
    GivesUp(Database& database, const std::atomic<bool>& stop);  // both outlive this
    ~GivesUp();
    GivesUp(const GivesUp&) = delete;
    GivesUp& operator=(const GivesUp&) = delete;

  private:
    Database& database_;
};

// What is read while it lives is of one moment. Keep it short: meanwhile the log only grows.
class Snapshot {
  public:
    explicit Snapshot(Database& database);  // outlives this
    ~Snapshot();
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;

  private:
    Database& database_;
};

}  // namespace calls::store
