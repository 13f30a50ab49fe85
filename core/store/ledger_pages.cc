#include "core/store/ledger_pages.h"

#include <string>

#include "core/store/key_order.h"
#include "core/store/tables_money.h"

namespace calls::store {
namespace {

constexpr std::int64_t page_entries = 5'000;

}  // namespace

LedgerPages::LedgerPages(Database& tables, model::EntryId last, Findings& findings)
    : findings_(findings),
      select_(tables, std::string{"SELECT entry_id, "} + entry_columns +
                          " FROM app_ledger WHERE entry_id > ? AND entry_id <= ?"
                          " ORDER BY entry_id LIMIT ?"),
      last_(last) {}

std::vector<model::LedgerEntry> LedgerPages::next() {
    std::vector<model::LedgerEntry> page;
    bool any = true;
    while (any && page.empty()) {
        any = false;
        const auto take = [&](Statement& row) {
            any = true;
            const auto id = row.get<model::EntryId>();
            expect_in_place(id > after_, "app_ledger", id.value);
            after_ = id;
            try {
                page.push_back(read_entry(row));
            } catch (const engine::StoreBroken& error) {
                findings_.add("a row can be read", after_.value, "known words", error.what());
            }
        };
        select_.each(take, after_, last_, page_entries);
    }
    return page;
}

}  // namespace calls::store
