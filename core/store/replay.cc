#include "core/store/replay.h"

#include <optional>
#include <string>
#include <variant>

#include "core/store/key_order.h"
#include "core/store/tables_book.h"
#include "core/store/tables_money.h"
#include "core/store/tables_trade.h"
#include "core/store/unpack.h"

namespace calls::store {
namespace {

using model::Account;
using model::Event;
using model::EventId;
using model::Receipt;

StartRow read_start(Statement& row) {
    StartRow start;
    row.read(start.id, start.time, start.live_calls);
    return start;
}

StartRow start_of(const Event& event) {
    const auto* note = std::get_if<model::StartNote>(&event.note);
    return {.id = event.id, .time = event.time, .live_calls = note ? note->live_calls : 0};
}

std::string select_between(const std::string& columns, const std::string& from,
                           const std::string& key) {
    return "SELECT " + columns + " FROM " + from + " WHERE " + key + " BETWEEN ? AND ? ORDER BY " +
           key;
}

}  // namespace

Replay::Replay(AuditRun& run)
    : run_(run),
      offers_(run.tables, "app_trade_server",
              select_between(offer_columns, "app_trade_server s", "s.server_id"), read_offer,
              run.pin.offer.value),
      tickets_(run.tables, "app_trade_ticket",
               select_between(ticket_columns,
                              "app_trade_ticket t JOIN app_ticket_money tm USING (ticket_id)",
                              "t.ticket_id"),
               read_ticket, run.pin.ticket.value),
      entries_(run.tables, "app_ledger", select_between(entry_columns, "app_ledger", "entry_id"),
               read_entry, run.pin.entry.value),
      starts_(run.tables, "app_start",
              select_between("event_id, time, live_calls", "app_start", "event_id"), read_start,
              run.pin.event.value),
      newest_(run.tables),
      account_(run.tables,
               std::string{"SELECT "} + account_columns + " FROM app_account WHERE user_id = ?"),
      receipt_(run.tables, std::string{"SELECT "} + receipt_columns +
                               " FROM app_request WHERE request_id = ?") {}

void Replay::take(const Event& event) {
    if (!ids_possible(event)) {
        run_.findings.add("an event can be read", event.id.value, "ids that were given out",
                          "others");
        return;
    }
    const model::ChangedRows& rows = event.rows;
    newest_.take(event, run_.findings);
    if (rows.offer) offers_.expect(*rows.offer);
    if (rows.ticket) tickets_.expect(*rows.ticket);
    for (const auto& entry : rows.entries) entries_.expect(entry);
    if (event.kind == model::EventKind::start) starts_.expect(start_of(event));
    for (auto account = rows.accounts.rbegin(); account != rows.accounts.rend(); ++account)
        accounts_.try_emplace(account->user, *account);
    if (rows.receipt) receipts_.push_back(rows.receipt);
}

void Replay::compare() {
    offers_.compare(run_.findings);
    tickets_.compare(run_.findings);
    entries_.compare(run_.findings);
    starts_.compare(run_.findings);
    for (const auto& [user, account] : accounts_) check_account(account);
    accounts_.clear();
    for (const auto& receipt : receipts_) check_receipt(*receipt);
    receipts_.clear();
}

void Replay::finish() {
    check_all_dialled();
    settle_doubts();
}

// Every call, offer and so on has an event of its own, so no id is larger than its event's.
bool Replay::ids_possible(const Event& event) {
    const auto possible = [&](auto id) { return id.value > 0 && id.value <= event.id.value; };
    const model::ChangedRows& rows = event.rows;
    return (!rows.call || possible(rows.call->id)) &&
           (!rows.counters || possible(rows.counters->call)) &&
           (!rows.totals || possible(rows.totals->call)) &&
           (event.kind != model::EventKind::dial || possible(event.call));
}

void Replay::check_account(const Account& account) {
    const auto found = account_.first(read_account, account.user);
    if (found && found->entries > account.entries) return;
    check_row("app_account", account.user.value, account, found, run_.findings);
}

// Those that are not about money are removed by a prune, which may be under way.
void Replay::check_receipt(const Receipt& receipt) {
    const auto found = receipt_.first(read_receipt, receipt.request_id);
    if (!found && !receipt.about_money()) {
        if (run_.events.read({.way = EventWish::Way::older, .edge = {}}).begins_after) return;
    }
    if (found == receipt) return;
    const auto lists = found ? differences(columns_of(receipt), columns_of(*found))
                             : Differences{.expected = "a row", .found = "none"};
    run_.findings.add(as_left("app_request"), 0,
                      "request " + receipt.request_id + ": " + lists.expected, lists.found);
}

// Calls are numbered as they are dialled: from the first dial that is still kept, each has one.
void Replay::check_all_dialled() {
    if (!newest_.first_dialled()) return;
    Statement ids{run_.tables,
                  "SELECT call_id FROM app_call_record WHERE call_id BETWEEN ?1 AND ?2"
                  " UNION ALL SELECT call_id FROM app_call_ing WHERE call_id BETWEEN ?1 AND ?2"};
    const auto take = [&](Statement& row) {
        const auto call = row.get<model::CallId>();
        if (!newest_.seen(call))
            run_.findings.add("a call was dialled", call.value, "an event of it", "none");
    };
    ids.each(take, newest_.first_dialled(), run_.pin.call);
}

// Most of what came since is read before the snapshot is taken, so that it stays short.
void Replay::settle_doubts() {
    if (!newest_.in_doubt()) return;
    const auto projected = [&] {
        return EventId{run_.tables.whole("SELECT value FROM app_meta WHERE key = 'projected'")};
    };
    const EventId before = read_on(run_.pin.event, projected());
    const Slice slice{run_};
    read_on(before, projected());
    newest_.settle(run_.findings);
}

EventId Replay::read_on(EventId from, EventId until) {
    while (from < until) {
        run_.check_in();
        const EventPiece piece = run_.events.read({.way = EventWish::Way::newer, .edge = from});
        if (piece.events.empty()) break;
        for (const RawEvent& raw : piece.events) {
            expect_in_place(raw.id > from, "app_event", raw.id.value);
            from = raw.id;
            if (raw.id > until) return until;
            newest_.supersede(unpack_event(raw));
        }
    }
    return until;
}

}  // namespace calls::store
