#include "core/store/sqlite_store.h"

#include <exception>
#include <system_error>
#include <utility>
#include <variant>

#include "core/base/check.h"
#include "core/store/answer.h"
#include "core/store/live_calls.h"
#include "core/store/meta.h"
#include "core/store/opening.h"

namespace calls::store {
namespace {

constexpr std::size_t events_a_load = 1'000;

model::Numbers numbers_in(Database& tables) {
    return {.call = {tables.whole("SELECT max((SELECT coalesce(max(call_id), 0) FROM app_call_ing),"
                                  " (SELECT coalesce(max(call_id), 0) FROM app_call_record))")},
            .offer = {tables.whole("SELECT max(server_id) FROM app_trade_server")},
            .ticket = {tables.whole("SELECT max(ticket_id) FROM app_trade_ticket")},
            .entry = {tables.whole("SELECT max(entry_id) FROM app_ledger")},
            .event = {Meta{tables}.whole(meta::projected)}};
}

}  // namespace

SqliteStore::SqliteStore(StoreOptions options) : options_(std::move(options)) {
    if (options_.path == in_memory) {
        folder_ = std::make_unique<PrivateFolder>();
        options_.path = folder_->path() + "/calld.db";
        options_.durability = Durability::off;
    }
    paths_ = paths_of(options_.path);
    lock_ = std::make_unique<LockFile>(paths_.lock);
    OpenFiles files = open_files(paths_, options_);
    journal_ = std::make_unique<Journal>(
        std::move(files.journal),
        options_.durability == Durability::full ? Journal::Room::ahead : Journal::Room::as_needed);
    writer_ = std::make_unique<JournalWriter>(
        *journal_, JournalWriterOptions{.threaded = options_.threaded,
                                        .wake = options_.wake,
                                        .slow = options_.slow_append,
                                        .slow_for_others = options_.slow_append_for_others});
    if (options_.journal_pages_max > 0) limit_journal_pages(options_.journal_pages_max);
    ProjectorOptions projecting{.threaded = options_.threaded,
                                .gently = options_.durability != Durability::off,
                                .wake = options_.wake,
                                .sync_journal = {},
                                .lag_events_max = options_.lag_events_max,
                                .events_a_transaction = options_.events_a_transaction};
    if (options_.durability == Durability::normal) {
        journal_sync_ = std::make_unique<FileSync>(journal_->wal_path());
        projecting.sync_journal = [this] { journal_sync_->sync(); };
    }
    projector_ = std::make_unique<Projector>(std::move(files.tables), std::move(projecting));
    lookups_ = std::make_unique<Lookups>(paths_.tables);
    const ReaderOptions reading{.threaded = options_.threaded, .wake = options_.wake};
    reports_ = std::make_unique<Reader>(paths_.tables, reading);
    backups_ = std::make_unique<Reader>(paths_.tables, reading);
    auditor_ = std::make_unique<Auditor>(
        *journal_, paths_.tables, projector_->gate(),
        ReaderOptions{.threaded = options_.threaded, .wake = options_.wake, .forgiving = true});
    pruner_ = std::make_unique<Pruner>(
        *journal_, *projector_,
        PrunerOptions{.threaded = options_.threaded, .wake = options_.wake});
}

SqliteStore::~SqliteStore() {
    try {
        close();
    } catch (const std::exception&) {  // whoever wants to know calls close()
        return;
    }
}

void SqliteStore::load(engine::Loading& into) {
    CHECK(!loaded_);
    Database& tables = lookups_->database();
    // Thousands of look-ups, and a lock less for each: the projector writes only once all is
    // loaded, where it has a thread.
    std::optional<Snapshot> snapshot;
    if (options_.threaded) snapshot.emplace(tables);
    const model::Numbers numbers = numbers_in(tables);
    into.numbers(numbers, base::Instant{Meta{tables}.whole(meta::latest)});
    const auto take_call = [&](const model::CallFile& file) { into.live_call(file); };
    std::optional<LiveCalls> ahead;
    if (options_.threaded) ahead.emplace(paths_.tables);
    lookups_->each_busy_account([&](const model::Account& account) { into.account(account); });
    ahead ? ahead->each(take_call) : each_live_call(tables, take_call);
    ahead.reset();
    const auto missing_event = [this](model::EventId before) {
        return engine::StoreBroken{paths_.journal + ": event " + std::to_string(before.value + 1) +
                                   " is missing"};
    };
    for (model::EventId at = numbers.event; at < journal_->last();) {
        const model::EventBatch events = journal_->after(at, events_a_load);
        if (events.empty()) throw missing_event(at);
        for (const model::Event& event : events) {
            if (event.id.value != at.value + 1) throw missing_event(at);
            at = event.id;
            into.event(event);
        }
        projector_->add(PackedEvents{events});
    }
    snapshot.reset();
    projector_->start();
    loaded_ = true;
}

void SqliteStore::begin_append(std::shared_ptr<const model::EventBatch> events, bool others) {
    CHECK(loaded_ && !appending_ && !events->empty());
    if (broken_) throw engine::StoreBroken{"the journal failed before"};
    appending_ = true;
    writer_->begin(std::move(events), others);
}

bool SqliteStore::end_append(bool wait) {
    CHECK(appending_);
    if (held_ > 0 && !wait) {
        --held_;
        return false;
    }
    std::optional<PackedEvents> appended;
    try {
        appended = writer_->end(wait);
    } catch (const engine::StoreFull&) {
        appending_ = false;
        auditor_->note_no_room();
        throw;
    } catch (const engine::StoreBroken&) {
        appending_ = false;
        broken_ = true;
        throw;
    }
    if (!appended) return false;
    appending_ = false;
    auditor_->note_appended(appended->first());
    projector_->add(*std::move(appended));
    return true;
}

void SqliteStore::mark_heartbeats(std::span<const engine::HeartbeatTimes> heard) {
    projector_->mark(heard);
}

model::EventId SqliteStore::projected() const {
    return projector_->projected();
}

std::optional<std::string> SqliteStore::lagging() const {
    return projector_->lagging();
}

std::optional<model::CallFile> SqliteStore::find_call(model::CallId call) {
    return lookups_->call(call);
}

std::optional<model::Offer> SqliteStore::find_offer(model::UserId provider,
                                                    std::string_view resource) {
    return lookups_->offer(provider, resource);
}

std::optional<model::Ticket> SqliteStore::last_ticket(model::OfferId offer, model::UserId payer) {
    return lookups_->last_ticket(offer, payer);
}

std::optional<model::Account> SqliteStore::find_account(model::UserId user) {
    return lookups_->account(user);
}

std::optional<model::Receipt> SqliteStore::find_receipt(std::string_view request_id) {
    return lookups_->receipt(request_id);
}

std::vector<model::Event> SqliteStore::events_after(model::EventId after, std::size_t most) {
    writer_->wait();
    return journal_->after(after, most);
}

std::optional<model::EventId> SqliteStore::oldest_event() {
    writer_->wait();
    return journal_->oldest();
}

model::EventId SqliteStore::last_event_before(base::Instant time) {
    writer_->wait();
    return journal_->last_before(time);
}

void SqliteStore::ask(model::Query query, std::function<void(engine::QueryAnswer)> answer) {
    if (std::holds_alternative<model::AuditQuery>(query))
        ask_auditor(std::move(answer));
    else if (const auto* prune = std::get_if<model::PruneQuery>(&query))
        pruner_->ask(*prune, std::move(answer));
    else if (std::holds_alternative<model::ReportQuery>(query))
        ask_reader(*reports_, std::move(query), std::move(answer));
    else if (std::holds_alternative<model::BackupQuery>(query))
        ask_reader(*backups_, std::move(query), std::move(answer));
    else
        projector_->ask(
            [query = std::move(query)](Database& tables) { return store::answer(tables, query); },
            std::move(answer));
}

// Such a question takes as long as there is history.
void SqliteStore::ask_reader(Reader& reader, model::Query query,
                             std::function<void(engine::QueryAnswer)> answer) {
    projector_->catch_up([&reader, query = std::move(query),
                          answer = std::move(answer)](engine::QueryAnswer up_to_date) mutable {
        if (std::holds_alternative<model::Refusal>(up_to_date))
            answer(std::move(up_to_date));
        else
            reader.ask([query = std::move(query)](
                           Database& tables) { return store::answer(tables, query); },
                       std::move(answer));
    });
}

// What is removed while an audit goes by would be missed by it, so the one waits for the other.
void SqliteStore::ask_auditor(std::function<void(engine::QueryAnswer)> answer) {
    if (pruner_->busy()) {
        audits_.push_back(std::move(answer));
        return;
    }
    ++audits_coming_;
    projector_->catch_up([this, answer = std::move(answer)](engine::QueryAnswer up_to_date) {
        --audits_coming_;
        if (std::holds_alternative<model::Refusal>(up_to_date))
            answer(std::move(up_to_date));
        else
            auditor_->ask(answer);
    });
}

void SqliteStore::collect() {
    try {
        projector_->collect();
        reports_->collect();
        backups_->collect();
        auditor_->collect();
    } catch (const engine::StoreBroken&) {
        broken_ = true;
        throw;
    }
    if (audits_.empty() || pruner_->busy()) return;
    for (auto& answer : std::exchange(audits_, {})) ask_auditor(std::move(answer));
}

void SqliteStore::tidy() {
    if (appending_) return;
    try {
        journal_->tidy();
        pruner_->step(audits_coming_ == 0 && !auditor_->busy());
    } catch (const engine::StoreBroken&) {
        broken_ = true;
        throw;
    }
}

void SqliteStore::close() {
    if (!projector_) return;
    abandon_readers();
    try {
        if (appending_) end_append(true);
        if (broken_)
            projector_->abandon();
        else
            projector_->finish(journal_->last());
    } catch (const std::exception&) {  // the next start reads the journal instead
        projector_->abandon();
        close_files();
        throw;
    }
    close_files();
}

void SqliteStore::abandon_readers() {
    reports_->abandon();
    backups_->abandon();
    auditor_->abandon();
}

// The readers before the writer: the last connection to a file moves its log into it.
void SqliteStore::close_files() {
    pruner_.reset();
    auditor_.reset();
    backups_.reset();
    reports_.reset();
    lookups_.reset();
    projector_.reset();
    writer_.reset();
    journal_.reset();
    lock_.reset();
}

void SqliteStore::project_now() {
    projector_->project_now();
}

void SqliteStore::limit_journal_pages(std::int64_t pages) {
    journal_->database().limit_pages(pages);
}

void SqliteStore::limit_tables_pages(std::int64_t pages) {
    projector_->limit_pages(pages);
}

void SqliteStore::hold_append(int times) {
    held_ = times;
}

void SqliteStore::crash() {
    abandon_readers();
    writer_->wait();
    projector_->abandon();
    journal_->database().keep_wal_on_close();
    close_files();
}

}  // namespace calls::store
