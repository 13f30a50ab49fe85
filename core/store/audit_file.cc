#include <string>
#include <utility>
#include <vector>

#include "core/store/audit_run.h"

namespace calls::store {

// Table by table, so that no snapshot lasts longer than one of them takes.
void audit_file(AuditRun& run) {
    std::vector<std::string> names;
    Statement tables{run.tables, "SELECT name FROM sqlite_schema WHERE type = 'table'"};
    tables.each([&](Statement& row) { names.push_back(row.get<std::string>()); });
    for (const std::string& name : names) {
        run.check_in();
        const Slice slice{run};
        Statement check{run.tables, "PRAGMA quick_check(" + name + ")"};
        check.each([&](Statement& row) {
            auto found = row.get<std::string>();
            if (found != "ok") run.findings.add("file", 0, name + ": ok", std::move(found));
        });
    }
}

}  // namespace calls::store
