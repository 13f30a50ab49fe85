#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/engine/store.h"
#include "core/store/auditor.h"
#include "core/store/files.h"
#include "core/store/journal.h"
#include "core/store/journal_writer.h"
#include "core/store/lock_file.h"
#include "core/store/lookups.h"
#include "core/store/paths.h"
#include "core/store/private_folder.h"
#include "core/store/projector.h"
#include "core/store/pruner.h"
#include "core/store/reader.h"
#include "core/store/store_options.h"

// The store on SQLite: the journal, written by the loop's thread or for it, and the tables, written
// by the projector's. It holds the lock for as long as it lives.

namespace calls::store {

class SqliteStore final : public engine::Store {
  public:
    // Throws StoreHeld or StoreUnusable.
    explicit SqliteStore(StoreOptions options);
    ~SqliteStore() override;  // close(), errors dropped
    SqliteStore(const SqliteStore&) = delete;
    SqliteStore& operator=(const SqliteStore&) = delete;

    void load(engine::Loading& into) override;
    void begin_append(std::shared_ptr<const model::EventBatch> events, bool others) override;
    bool end_append(bool wait) override;
    void mark_heartbeats(std::span<const engine::HeartbeatTimes> heard) override;
    [[nodiscard]] model::EventId projected() const override;
    [[nodiscard]] std::optional<std::string> lagging() const override;

    std::optional<model::CallFile> find_call(model::CallId call) override;
    std::optional<model::Offer> find_offer(model::UserId provider,
                                           std::string_view resource) override;
    std::optional<model::Ticket> last_ticket(model::OfferId offer, model::UserId payer) override;
    std::optional<model::Account> find_account(model::UserId user) override;
    std::optional<model::Receipt> find_receipt(std::string_view request_id) override;

    std::vector<model::Event> events_after(model::EventId after, std::size_t most) override;
    std::optional<model::EventId> oldest_event() override;
    model::EventId last_event_before(base::Instant time) override;

    void ask(model::Query query, std::function<void(engine::QueryAnswer)> answer) override;
    void collect() override;
    void tidy() override;

    [[nodiscard]] const std::string& path() const { return paths_.tables; }

    // Completes the tables and marks them so. Nothing else may be called afterwards.
    void close();

    // For tests.
    void project_now();                            // only without a thread
    void limit_journal_pages(std::int64_t pages);  // 0: no limit
    void limit_tables_pages(std::int64_t pages);   // the same; only without a thread
    void hold_append(int times);  // end_append() gives false so often, then appends
    void crash();                 // ends as a killed process would

  private:
    void ask_reader(Reader& reader, model::Query query,
                    std::function<void(engine::QueryAnswer)> answer);
    void ask_auditor(std::function<void(engine::QueryAnswer)> answer);
    void abandon_readers();
    void close_files();

    StoreOptions options_;
    std::unique_ptr<PrivateFolder> folder_;  // of a store in memory
    StorePaths paths_;
    std::unique_ptr<LockFile> lock_;
    std::unique_ptr<FileSync> journal_sync_;  // only for Durability::normal
    std::unique_ptr<Journal> journal_;
    std::unique_ptr<JournalWriter> writer_;
    bool appending_ = false;
    int held_ = 0;  // end_append() is to say "not yet" so often
    std::unique_ptr<Projector> projector_;
    std::unique_ptr<Lookups> lookups_;
    std::unique_ptr<Reader> reports_;
    std::unique_ptr<Reader> backups_;
    std::unique_ptr<Auditor> auditor_;
    std::unique_ptr<Pruner> pruner_;
    std::vector<std::function<void(engine::QueryAnswer)>> audits_;  // behind the pruner
    int audits_coming_ = 0;  // once the tables are up to date
    bool loaded_ = false;
    bool broken_ = false;
};

}  // namespace calls::store
