#include "core/store/newest_rows.h"

#include <string>

#include "core/store/row_check.h"
#include "core/store/tables_calls.h"

namespace calls::store {
namespace {

using model::Call;
using model::CallTotals;
using model::Counters;
using model::Event;

// Twice as many as the largest number of calls that is to live at once: what can change meanwhile.
// Past it the store is damaged beyond listing.
constexpr std::size_t doubts_max = 500'000;  // 90 MB

model::CallId call_of(const NewestRows::Image& image) {
    if (const auto* call = std::get_if<Call>(&image)) return call->id;
    if (const auto* counters = std::get_if<Counters>(&image)) return counters->call;
    return std::get<CallTotals>(image).call;
}

// Plain heartbeats make no event: the times of a live call are newer than any image.
Call without_heartbeats(Call call) {
    if (!call.live()) return call;
    call.host_hb_time = base::never_happened;
    call.guest_hb_time = base::never_happened;
    return call;
}

// Every call has counters from its dial on, whether or not the dial set any.
std::optional<Counters> counters_in(const Event& event) {
    if (event.rows.counters) return event.rows.counters;
    if (event.kind == model::EventKind::dial) return Counters{.call = event.call, .value = {}};
    return std::nullopt;
}

const char* table_of(const Call& call) {
    return call.live() ? "app_call_ing" : "app_call_record";
}

std::string select_call(const std::string& reason, const std::string& table) {
    return std::string{"SELECT "} + call_columns + ", " + reason + " FROM " + table +
           " WHERE call_id = ?";
}

}  // namespace

NewestRows::NewestRows(Database& tables)
    : live_(tables, select_call("''", "app_call_ing")),
      ended_(tables, select_call("hang_reason", "app_call_record")),
      counters_(tables,
                "SELECT rtc_unit_id, numb1, numb2, numb3, numb4, numb5, numb6, numb7, numb8, numb9"
                " FROM app_rtc_value WHERE rtc_unit_id = ?"),
      totals_(tables,
              "SELECT call_id, tickets, paid, earned FROM app_call_money WHERE call_id = ?") {}

void NewestRows::take(const Event& event, Findings& findings) {
    const model::ChangedRows& rows = event.rows;
    if (event.kind == model::EventKind::dial) first_dialled_ = event.call;
    if (rows.call && calls_seen_.add(rows.call->id.value)) check(*rows.call, findings);
    if (const auto counters = counters_in(event);
        counters && counters_seen_.add(counters->call.value))
        check(*counters, findings);
    if (rows.totals && totals_seen_.add(rows.totals->call.value)) check(*rows.totals, findings);
}

void NewestRows::supersede(const Event& event) {
    const auto replace = [&](const Image& image) {
        const auto doubt = doubts_.find({image.index(), call_of(image)});
        if (doubt != doubts_.end()) doubt->second = image;
    };
    if (event.rows.call) replace(*event.rows.call);
    if (event.rows.counters) replace(*event.rows.counters);
    if (event.rows.totals) replace(*event.rows.totals);
}

void NewestRows::settle(Findings& findings) {
    for (const auto& [key, image] : doubts_)
        std::visit([&](const auto& row) { say(row, findings); }, image);
    doubts_.clear();
}

void NewestRows::check(const Image& image, Findings& findings) {
    if (std::visit([&](const auto& row) { return same(row); }, image)) return;
    const Key key{image.index(), call_of(image)};
    if (doubts_.size() < doubts_max) {
        doubts_.emplace(key, image);
        return;
    }
    findings.add("rows that differ from their events can be followed up", key.second.value,
                 std::to_string(doubts_max) + " at most", "this one more");
}

bool NewestRows::same(const Call& image) {
    const auto found = call(image.id);
    return found && without_heartbeats(*found) == without_heartbeats(image);
}

bool NewestRows::same(const Counters& image) {
    return counters(image.call) == image;
}

bool NewestRows::same(const CallTotals& image) {
    return totals(image.call) == image;
}

void NewestRows::say(const Call& image, Findings& findings) {
    auto found = call(image.id);
    if (found) found = without_heartbeats(*found);
    check_row(table_of(image), image.id.value, without_heartbeats(image), found, findings);
}

void NewestRows::say(const Counters& image, Findings& findings) {
    check_row("app_rtc_value", image.call.value, image, counters(image.call), findings);
}

void NewestRows::say(const CallTotals& image, Findings& findings) {
    check_row("app_call_money", image.call.value, image, totals(image.call), findings);
}

// The live ones first: a call that moves between the two questions is found by the second.
std::optional<Call> NewestRows::call(model::CallId id) {
    auto found = live_.first(read_call, id);
    return found ? found : ended_.first(read_call, id);
}

std::optional<Counters> NewestRows::counters(model::CallId id) {
    const auto read = [](Statement& row) {
        Counters counters;
        row.read(counters.call);
        for (std::int64_t& value : counters.value) row.read(value);
        return counters;
    };
    return counters_.first(read, id);
}

std::optional<CallTotals> NewestRows::totals(model::CallId id) {
    const auto read = [](Statement& row) {
        CallTotals totals;
        row.read(totals.call, totals.tickets, totals.paid, totals.earned);
        return totals;
    };
    return totals_.first(read, id);
}

}  // namespace calls::store
