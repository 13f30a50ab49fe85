#include "core/store/opening.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <system_error>

#include "core/store/creation.h"
#include "core/store/files.h"
#include "core/store/meta.h"
#include "core/store/schema.h"

namespace calls::store {
namespace {

struct JournalMark {
    std::string store_id;
    std::int64_t begins_after = 0;
    std::int64_t reaches = 0;
};

struct TablesMark {
    std::string store_id;
    std::int64_t projected = 0;
    std::string state;

    [[nodiscard]] bool complete() const { return state != meta::state_open; }
};

JournalMark mark_of_journal(Database& journal) {
    Meta values{journal};
    const std::int64_t pruned = values.whole(meta::pruned);
    const std::int64_t last = journal.whole("SELECT max(event_id) FROM app_event");
    return {.store_id = values.text(meta::store_id),
            .begins_after = pruned,
            .reaches = std::max(pruned, last)};
}

TablesMark mark_of_tables(Database& tables) {
    Meta values{tables};
    return {.store_id = values.text(meta::store_id),
            .projected = values.whole(meta::projected),
            .state = values.text(meta::state)};
}

void use_wal(Database& database) {
    const std::string mode = database.text("PRAGMA journal_mode = WAL");
    if (mode != "wal")
        throw StoreUnusable{database.path() +
                            " cannot be kept with a write-ahead log (SQLite says " + mode +
                            "): put the store on a local file system"};
}

const char* synchronous(Durability durability) {
    switch (durability) {
        case Durability::full:
            return "PRAGMA synchronous = FULL";
        case Durability::normal:
            return "PRAGMA synchronous = NORMAL";
        case Durability::off:
            break;
    }
    return "PRAGMA synchronous = OFF";
}

// A file as it lies there. Until the first write to the tables has gone well nothing in it changes,
// not even when it is closed again: what its log holds stays in the log.
std::unique_ptr<Database> open_file(const std::string& path) {
    const bool has_log = present(path + "-wal");
    auto database = std::make_unique<Database>(path, Database::Access::read_write);
    if (has_log) database->keep_wal_on_close();
    return database;
}

std::unique_ptr<Database> open_journal(const std::string& path) {
    auto journal = open_file(path);
    // Little but its end is ever read: more cache than a common batch needs would hold old pages.
    journal->run("PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -500");
    return journal;
}

// What is pruned from the journal counts on the tables being synced, also where the journal itself
// may follow a little later.
Durability durability_of_tables(Durability durability) {
    return durability == Durability::off ? Durability::off : Durability::full;
}

void prepare(Database& database, Durability durability) {
    use_wal(database);
    database.run(synchronous(durability));
}

void make_missing_tables(const StorePaths& paths, Durability durability) {
    if (present(paths.tables)) return;
    refuse_leftovers(paths.tables);
    if (!present(paths.journal)) {
        refuse_leftovers(paths.journal);
        create_journal(paths.journal, durability, random_store_id(), {});
    }
    const JournalMark journal = mark_of_journal(*open_journal(paths.journal));
    if (journal.reaches > 0)
        throw StoreUnusable{paths.tables + " is missing, but " + paths.journal +
                            " holds events: put the tables back, or move the journal away and "
                            "restore a backup"};
    create_tables(paths.tables, durability, journal.store_id);
}

void refuse_if_journal_is_lost(const StorePaths& paths, const TablesMark& tables) {
    if (!tables.complete())
        throw StoreUnusable{paths.journal + " is missing, and " + paths.tables +
                            " was not closed cleanly: what came after event " +
                            std::to_string(tables.projected) +
                            " may be lost with it. Put the journal back, or restore a backup"};
    refuse_leftovers(paths.journal);
}

// A new journal beside complete tables was made just now, or by a start that went no further.
bool is_new_for(const JournalMark& journal, const TablesMark& tables) {
    return tables.complete() && journal.reaches == journal.begins_after &&
           journal.reaches == tables.projected;
}

void hold_against_each_other(const StorePaths& paths, const JournalMark& journal,
                             const TablesMark& tables) {
    if (is_new_for(journal, tables)) return;
    const std::string both = paths.tables + " and " + paths.journal;
    if (journal.store_id != tables.store_id)
        throw StoreUnusable{both +
                            " belong to different stores: put the right journal back, or, "
                            "after restoring a backup, move the old journal away"};
    if (journal.reaches < tables.projected)
        throw StoreUnusable{both + " do not fit: the journal ends at event " +
                            std::to_string(journal.reaches) + ", the tables at event " +
                            std::to_string(tables.projected) +
                            ". The journal is an older copy: put the right one back"};
    if (journal.begins_after > tables.projected)
        throw StoreUnusable{both + " do not fit: the tables end at event " +
                            std::to_string(tables.projected) + ", the journal begins after event " +
                            std::to_string(journal.begins_after) +
                            ". The tables are an older copy: put the right ones back"};
}

// A log is there if the last process did not end cleanly, perhaps since it could not sync that very
// log. What we read of it and go on from must not vanish with the power: commits behind a hole in a
// log would vanish with it.
void settle_log(const std::string& path) {
    if (const std::string log = path + "-wal"; present(log)) rewrite_file(log);
}

// The files as they lie there. The journal is left out where a new one is to be made.
OpenFiles open_what_is_there(const StorePaths& paths) {
    OpenFiles files{.journal = nullptr, .tables = open_file(paths.tables)};
    const TablesMark tables = mark_of_tables(*files.tables);
    if (present(paths.journal)) {
        files.journal = open_journal(paths.journal);
        hold_against_each_other(paths, mark_of_journal(*files.journal), tables);
    } else {
        refuse_if_journal_is_lost(paths, tables);
    }
    return files;
}

// Of the tables only: bringing the journal up to date takes no time.
void tell_of_upgrade(Database& tables, const std::function<void(const std::string&)>& tell) {
    const std::int64_t version = tables.whole("PRAGMA user_version");
    const auto known = static_cast<std::int64_t>(tables_schema().steps.size());
    if (version >= known) return;
    tell("bringing " + tables.path() + " from version " + std::to_string(version) + " to " +
         std::to_string(known) + ": some seconds for each million tickets");
}

void bring_journal_up_to_date(Database& journal) {
    Transaction transaction{journal};
    bring_up_to_date(journal, journal_schema());
    transaction.commit();
}

// Whether the tables can be written at all is known only once that was done: the journal is made,
// or brought up to date, after it and before its commit, so that a refusal leaves nothing behind;
// at most, where that very commit fails, a journal without events. A backup that was restored is
// in rollback mode, and says WAL from here on, whether it is refused or not.
void take_into_use(OpenFiles& files, const StorePaths& paths, Durability durability) {
    prepare(*files.tables, durability_of_tables(durability));
    // Bringing a store up to date may leave a log of some gigabytes: it is cut when it begins anew.
    files.tables->run(
        "PRAGMA cache_size = -32000; PRAGMA secure_delete = OFF;"
        "PRAGMA journal_size_limit = 67108864");
    Transaction first_write{*files.tables};
    bring_up_to_date(*files.tables, tables_schema());
    Meta values{*files.tables};
    values.put(meta::state, meta::state_open);
    if (!files.journal) {
        create_journal(
            paths.journal, durability, random_store_id(),
            {.projected = {values.whole(meta::projected)}, .latest = {values.whole(meta::latest)}});
        files.journal = open_journal(paths.journal);
    }
    values.put(meta::store_id, Meta{*files.journal}.text(meta::store_id));
    prepare(*files.journal, durability);
    bring_journal_up_to_date(*files.journal);
    first_write.commit();
}

OpenFiles open_both(const StorePaths& paths, const StoreOptions& options) {
    const Durability durability = options.durability;
    if (present(paths.tables)) check_header(paths.tables, tables_schema());
    if (present(paths.journal)) check_header(paths.journal, journal_schema());
    if (durability != Durability::off)
        for (const std::string& file : {paths.journal, paths.tables}) settle_log(file);
    make_missing_tables(paths, durability);
    OpenFiles files = open_what_is_there(paths);
    if (options.upgrading) tell_of_upgrade(*files.tables, options.upgrading);
    take_into_use(files, paths, durability);
    for (Database* database : {files.journal.get(), files.tables.get()})
        database->keep_wal_on_close(false);
    files.tables->checkpoint();  // a copy of the bare file shall not look complete
    if (durability != Durability::off) sync_folder_of(paths.tables);  // the logs' names, too
    return files;
}

}  // namespace

OpenFiles open_files(const StorePaths& paths, const StoreOptions& options) {
    try {
        return open_both(paths, options);
    } catch (const std::system_error& error) {
        throw StoreUnusable{std::string{"cannot open the store: "} + error.what()};
    } catch (const engine::StoreFull& error) {
        throw engine::StoreFull{std::string{"cannot open the store, make room first: "} +
                                error.what()};
    } catch (const engine::StoreBroken& error) {
        throw StoreUnusable{std::string{"cannot open the store, it may be damaged: "} +
                            error.what()};
    }
}

}  // namespace calls::store
