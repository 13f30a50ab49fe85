#include "core/store/backup.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <system_error>

#include "core/store/creation.h"
#include "core/store/files.h"
#include "core/store/meta.h"
#include "core/store/paths.h"

namespace calls::store {
namespace {

namespace fs = std::filesystem;
using model::RefusalKind;

// Removed again unless it was given its name.
class PartFile {
  public:
    explicit PartFile(const std::string& target) : path_(target + ".part") {
        remove();  // of a backup that did not end
        make_private_file(path_);
    }
    ~PartFile() {
        try {
            remove();
        } catch (const std::system_error&) {  // the next backup tries again, and says so
            return;
        }
    }
    PartFile(const PartFile&) = delete;
    PartFile& operator=(const PartFile&) = delete;

    [[nodiscard]] const std::string& path() const { return path_; }

  private:
    void remove() {
        for (const char* suffix : {"", "-journal"}) remove_file(path_ + suffix);
    }

    std::string path_;
};

bool is_part_of_store(const std::string& target, const std::string& tables) {
    const StorePaths own = paths_of(tables);
    const std::string path = paths_of(target).tables;
    if (path == own.lock) return true;
    for (const std::string& file : {own.tables, own.journal})
        for (const char* suffix : {"", "-wal", "-shm", "-journal", ".new"})
            if (path == file + suffix) return true;
    return false;
}

void copy_to(Database& tables, const std::string& part) {
    Statement copy{tables, "VACUUM INTO ?"};
    copy.run(part);
    Database database{part, Database::Access::read_write};
    {
        Transaction transaction{database};
        Meta values{database};
        values.put(meta::store_id, random_store_id());
        values.put(meta::state, meta::state_backup);
        transaction.commit();
    }
}

// By the connection that reads the tables, which is interrupted where calld stops.
void check_copy(Database& tables, const std::string& part) {
    Statement{tables, "ATTACH ? AS copy"}.run(part);
    const std::string found = tables.text("PRAGMA copy.quick_check(1)");
    tables.run("DETACH copy");
    if (found != "ok") throw engine::StoreBroken{part + " is damaged: " + found};
}

model::Refusal refused(const std::string& why) {
    return model::refuse(RefusalKind::unavailable, "no backup was made: " + why);
}

}  // namespace

model::Result<model::BackupDone> backup(Database& tables, const model::BackupQuery& query) {
    if (!fs::path{query.path}.is_absolute() || !fs::path{query.path}.has_filename())
        return model::refuse(RefusalKind::invalid, "path is not the absolute name of a file");
    if (is_part_of_store(query.path, tables.path()))
        return model::refuse(RefusalKind::conflict, query.path + " belongs to the store itself");
    try {
        if (!query.force && present(query.path))
            return model::refuse(RefusalKind::conflict,
                                 query.path + " exists: name another file, or use force");
        const PartFile part{query.path};
        copy_to(tables, part.path());
        check_copy(tables, part.path());
        const std::int64_t bytes = size_of(part.path());
        sync_file(part.path());
        rename_file(part.path(), query.path);
        sync_folder_of(query.path);
        return model::BackupDone{.path = query.path, .bytes = bytes};
    } catch (const std::system_error& error) {
        return refused(error.what());
    } catch (const engine::StoreFull& error) {
        return refused(error.what());
    } catch (const engine::StoreBroken& error) {
        return refused(error.what());
    }
}

}  // namespace calls::store
