#include "core/store/sqlite.h"

#include <cstring>
#include <exception>
#include <mutex>

#include <sqlite3.h>

#include "core/store/gentle_writes.h"
#include "core/store/sqlite_log.h"

namespace calls::store {
namespace {

constexpr int busy_wait_ms = 2000;  // other programs only read; their locks are short

// Memory statistics take a process-wide lock on every allocation; there are several busy threads.
void set_up_library() {
    static std::once_flag once;
    std::call_once(once, [] {
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
        prepare_gentle_writes();
    });
}

int remember_frames(void* frames, sqlite3*, const char*, int count) {
    *static_cast<int*>(frames) = count;
    return SQLITE_OK;
}

// The log's index beside the file cannot grow on a full disk; SQLite calls that an I/O error.
bool means_full(int code) {
    return (code & 0xff) == SQLITE_FULL || code == SQLITE_IOERR_SHMSIZE;
}

void roll_back(Database& database) {
    if (!database.in_transaction()) return;
    try {
        database.run("ROLLBACK");
    } catch (const std::exception&) {  // the error that led here is the one to tell
        return;
    }
}

}  // namespace

Database::Database(std::string path, Access access) : path_(std::move(path)) {
    set_up_library();
    const int flags = (access == Access::read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) |
                      SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    const int code = sqlite3_open_v2(path_.c_str(), &handle_, flags, vfs_with_gathered_log());
    try {
        if (code != SQLITE_OK) fail(code, "open");
        sqlite3_busy_timeout(handle_, busy_wait_ms);
        sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
        run("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;"
            "PRAGMA wal_autocheckpoint = 0;");
        sqlite3_wal_hook(handle_, remember_frames, &wal_frames_);
    } catch (...) {
        sqlite3_close_v2(handle_);
        throw;
    }
}

Database::~Database() {
    begin_.reset();
    commit_.reset();
    sqlite3_close_v2(handle_);
}

void Database::run(const std::string& sql) {
    const int code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) fail(code, sql);
}

std::int64_t Database::whole(const std::string& sql) {
    Statement statement{*this, sql};
    return statement.first([](Statement& row) { return row.get<std::int64_t>(); }).value_or(0);
}

std::string Database::text(const std::string& sql) {
    Statement statement{*this, sql};
    return statement.first([](Statement& row) { return row.get<std::string>(); })
        .value_or(std::string{});
}

void Database::checkpoint() {
    const int code =
        sqlite3_wal_checkpoint_v2(handle_, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    if (code != SQLITE_OK && (code & 0xff) != SQLITE_BUSY && !means_full(code))
        fail(code, "checkpoint");
    wal_frames_ = 0;  // the next commit tells how many there really are
}

void Database::keep_wal_on_close(bool keep) {
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep ? 1 : 0, nullptr);
}

void Database::release_memory() {
    sqlite3_db_release_memory(handle_);
}

void Database::limit_pages(std::int64_t pages) {
    constexpr std::int64_t most = 1'073'741'823;  // SQLite's own limit
    run("PRAGMA max_page_count = " + std::to_string(pages > 0 ? pages : most));
}

bool Database::in_transaction() const {
    return sqlite3_get_autocommit(handle_) == 0;
}

void Database::interrupt() {
    sqlite3_interrupt(handle_);
}

void Database::fail(int code, std::string_view doing) const {
    std::string what = path_ + ": " + std::string{doing.substr(0, 60)} + ": ";
    what += handle_ != nullptr ? sqlite3_errmsg(handle_) : sqlite3_errstr(code);
    what += " (" + std::string{sqlite3_errstr(code)} + ", code " + std::to_string(code);
    const int system = handle_ != nullptr ? sqlite3_system_errno(handle_) : 0;
    if (system != 0) what += std::string{", "} + std::strerror(system);
    what += ")";
    if (means_full(code)) throw engine::StoreFull{what};
    if ((code & 0xff) == SQLITE_BUSY) throw StoreBusy{what};
    if ((code & 0xff) == SQLITE_CANTOPEN) throw StoreShut{what};
    throw engine::StoreBroken{what};
}

Statement::Statement(Database& database, std::string_view sql) : database_(database) {
    const int code = sqlite3_prepare_v3(database.handle_, sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &handle_, nullptr);
    if (code != SQLITE_OK) database.fail(code, sql);
}

Statement::~Statement() {
    sqlite3_finalize(handle_);
}

bool Statement::next_is_null() const {
    return sqlite3_column_type(handle_, column_) == SQLITE_NULL;
}

void Statement::bind(std::int64_t value) {
    const int code = sqlite3_bind_int64(handle_, ++bound_, value);
    if (code != SQLITE_OK) database_.fail(code, "bind a number");
}

void Statement::bind(std::string_view text) {
    const int code = sqlite3_bind_text64(handle_, ++bound_, text.data() ? text.data() : "",
                                         text.size(), SQLITE_STATIC, SQLITE_UTF8);
    if (code != SQLITE_OK) database_.fail(code, "bind text");
}

void Statement::bind(Blob blob) {
    const char* bytes = blob.bytes.data() ? blob.bytes.data() : "";
    const int code =
        sqlite3_bind_blob64(handle_, ++bound_, bytes, blob.bytes.size(), SQLITE_STATIC);
    if (code != SQLITE_OK) database_.fail(code, "bind bytes");
}

void Statement::column(std::int64_t& value) {
    value = sqlite3_column_int64(handle_, column_++);
}

void Statement::column(std::string& value) {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(handle_, column_));
    const int size = sqlite3_column_bytes(handle_, column_);
    ++column_;
    value.assign(bytes ? bytes : "", static_cast<std::size_t>(size));
}

bool Statement::step() {
    column_ = 0;
    const int code = sqlite3_step(handle_);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) database_.fail(code, sqlite3_sql(handle_));
    return false;
}

void Statement::end() {
    const int code = sqlite3_reset(handle_);
    if (code != SQLITE_OK) database_.fail(code, sqlite3_sql(handle_));
}

void Statement::reset() noexcept {
    sqlite3_reset(handle_);
}

Transaction::Transaction(Database& database) : database_(database) {
    if (!database_.begin_) {
        database_.commit_ = std::make_unique<Statement>(database_, "COMMIT");
        database_.begin_ = std::make_unique<Statement>(database_, "BEGIN IMMEDIATE");
    }
    database_.begin_->run();
}

Transaction::~Transaction() {
    roll_back(database_);
}

void Transaction::commit() {
    database_.commit_->run();
}

GivesUp::GivesUp(Database& database, const std::atomic<bool>& stop) : database_(database) {
    constexpr int steps_between = 20'000;  // some milliseconds
    const auto ask = [](void* flag) -> int {
        return static_cast<const std::atomic<bool>*>(flag)->load() ? 1 : 0;
    };
    sqlite3_progress_handler(database.handle_, steps_between, ask,
                             const_cast<std::atomic<bool>*>(&stop));  // NOLINT: the C interface
}

GivesUp::~GivesUp() {
    sqlite3_progress_handler(database_.handle_, 0, nullptr, nullptr);
}

Snapshot::Snapshot(Database& database) : database_(database) {
    database_.run("BEGIN");
}

Snapshot::~Snapshot() {
    roll_back(database_);
}

}  // namespace calls::store
