#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

#include "core/base/whole.h"
#include "core/model/account.h"
#include "core/store/audit_run.h"
#include "core/store/key_order.h"
#include "core/store/ledger_pages.h"
#include "core/store/tables_money.h"

// Every balance from the ledger, entry by entry: an entry says what the two balances were after it.
// Of very many accounts a part at a time, each with a pass over the ledger of its own.

namespace calls::store {
namespace {

using model::Account;
using model::Coins;
using model::LedgerEntry;
using model::UserId;

constexpr std::int64_t part_accounts = 1'000'000;  // some 60 MB

struct Running {
    Account kept;  // the row, as it was in the part's snapshot
    bool known = false;
    Coins sum;   // of the entries so far
    Coins said;  // by the latest entry
    std::int64_t entries = 0;
};

std::string text_of(Coins balance, std::int64_t entries) {
    return "balance " + std::to_string(balance.value) + ", entries " + std::to_string(entries);
}

class AccountAudit {
  public:
    explicit AccountAudit(AuditRun& run) : run_(run) {}

    // One part; false at the end.
    bool next() {
        load();
        Findings said_before;  // by the walk over the ledger
        LedgerPages pages{run_.tables, until_, said_before};
        const auto next_page = [&] {
            const Slice slice{run_};
            return pages.next();
        };
        for (auto page = next_page(); !page.empty(); page = next_page()) {
            run_.check_in();
            for (const LedgerEntry& entry : page) {
                post(entry, entry.debit, -entry.amount.value, entry.debit_balance);
                post(entry, entry.credit, entry.amount.value, entry.credit_balance);
            }
        }
        compare();
        return last_.has_value();
    }

  private:
    // The accounts above the last part's, and the entry up to which they were brought.
    void load() {
        first_ = last_ ? UserId{last_->value + 1} : UserId{INT64_MIN};
        last_.reset();
        accounts_.clear();
        const Slice slice{run_};
        until_ = {run_.tables.whole("SELECT max(entry_id) FROM app_ledger")};
        Statement select{run_.tables, std::string{"SELECT "} + account_columns +
                                          " FROM app_account WHERE user_id >= ?"
                                          " ORDER BY user_id LIMIT ?"};
        std::optional<UserId> highest;
        const auto take = [&](Statement& row) {
            const Account account = read_account(row);
            expect_in_place(highest ? account.user > *highest : account.user >= first_,
                            "app_account", account.user.value);
            highest = account.user;
            accounts_[account.user] = {.kept = account, .known = true, .sum = {}, .said = {}};
        };
        select.each(take, first_, part_accounts);
        if (std::ssize(accounts_) == part_accounts && highest->value < INT64_MAX) last_ = highest;
    }

    void post(const LedgerEntry& entry, UserId user, std::int64_t amount, Coins after) {
        if (user < first_ || (last_ && user > *last_)) return;
        Running& account = accounts_[user];
        ++account.entries;
        account.sum = Coins{base::checked_add(account.sum.value, amount).value_or(after.value)};
        const auto next = base::checked_add(account.said.value, amount);
        if (next != after.value)
            run_.findings.add("an entry says what the balance was after it", entry.id.value,
                              "user " + std::to_string(user.value) + " has " +
                                  (next ? std::to_string(*next) : "more than 64 bits hold"),
                              std::to_string(after.value));
        account.said = after;
    }

    void compare() {
        for (const auto& [user, account] : accounts_)
            if (account.sum != account.kept.balance || account.entries != account.kept.entries)
                run_.findings.add(
                    "a balance is the sum of its ledger entries, and they are counted", user.value,
                    text_of(account.sum, account.entries),
                    account.known ? text_of(account.kept.balance, account.kept.entries)
                                  : "no account");
    }

    AuditRun& run_;
    boost::unordered_flat_map<UserId, Running> accounts_;
    UserId first_;                // of this part, inclusive
    std::optional<UserId> last_;  // inclusive; none: this is the last part
    model::EntryId until_;
};

// Kept as two halves, high * 2^32 + low: the sum may pass 64 bits on the way.
void check_sum(AuditRun& run) {
    Statement sum{run.tables,
                  "SELECT sum(balance >> 32), sum(balance & 4294967295) FROM app_account"};
    sum.each([&](Statement& row) {
        __extension__ using Wide = __int128;
        const auto high = row.get<std::int64_t>();
        const auto low = row.get<std::int64_t>();
        const Wide all = Wide{high} * (Wide{1} << 32) + low;
        if (all == 0) return;
        const bool fits = all >= INT64_MIN && all <= INT64_MAX;
        run.findings.add(
            "all balances add up to 0", 0, "0",
            fits ? std::to_string(static_cast<std::int64_t>(all)) : "more than 64 bits hold");
    });
}

}  // namespace

void audit_accounts(AuditRun& run) {
    check_sum(run);
    AccountAudit audit{run};
    while (audit.next()) run.check_in();
}

}  // namespace calls::store
