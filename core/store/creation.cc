#include "core/store/creation.h"

#include <functional>
#include <random>

#include "core/store/files.h"
#include "core/store/meta.h"
#include "core/store/schema.h"

namespace calls::store {
namespace {

void create(const std::string& path, Durability durability, const Schema& schema,
            const std::function<void(Meta&)>& fill) {
    const std::string unfinished = path + ".new";
    for (const char* suffix : {"", "-journal"}) remove_file(unfinished + suffix);
    make_private_file(unfinished);
    {
        Database database{unfinished, Database::Access::read_write};
        if (durability == Durability::off) database.run("PRAGMA synchronous = OFF");
        Transaction transaction{database};
        bring_up_to_date(database, schema);
        Meta values{database};
        fill(values);
        transaction.commit();
    }
    if (durability != Durability::off) sync_file(unfinished);
    rename_file(unfinished, path);
    if (durability != Durability::off) sync_folder_of(path);
}

}  // namespace

std::string random_store_id() {
    constexpr const char* digits = "0123456789abcdef";
    constexpr int length = 32;
    std::random_device random;
    std::string id;
    for (int i = 0; i < length; ++i) id += digits[random() % 16];
    return id;
}

void refuse_leftovers(const std::string& path) {
    for (const char* suffix : {"-wal", "-journal"}) {
        const std::string log = path + suffix;
        if (present(log))
            throw StoreUnusable{log +
                                " is there without its file: put the file back, or move the "
                                "log away"};
    }
}

void create_journal(const std::string& path, Durability durability, const std::string& store_id,
                    const TablesReach& behind) {
    create(path, durability, journal_schema(), [&](Meta& values) {
        values.put(meta::store_id, store_id);
        values.put(meta::pruned, behind.projected.value);
        values.put(meta::pruned_time, behind.latest.ms);
    });
}

void create_tables(const std::string& path, Durability durability, const std::string& store_id) {
    create(path, durability, tables_schema(), [&](Meta& values) {
        values.put(meta::store_id, store_id);
        values.put(meta::projected, std::int64_t{0});
        values.put(meta::latest, std::int64_t{0});
        values.put(meta::state, meta::state_open);
    });
}

}  // namespace calls::store
