#include "core/store/call_slice.h"

#include <string>

#include "core/store/key_order.h"
#include "core/store/tables_calls.h"
#include "core/store/tables_trade.h"

namespace calls::store {
namespace {

constexpr std::int64_t slice_calls = 2'000;  // with their tickets some 50 ms, and 1 MB

std::string select_calls(const std::string& reason, const std::string& table) {
    return std::string{"SELECT call_id, "} + call_columns + ", " + reason + " FROM " + table +
           " WHERE call_id BETWEEN ? AND ?";
}

}  // namespace

CallSlice::CallSlice(Database& tables, Findings& findings)
    : findings_(findings),
      next_(tables,
            "SELECT min(id) FROM (SELECT min(call_id) AS id FROM app_call_ing WHERE call_id >= ?1"
            " UNION ALL SELECT min(call_id) FROM app_call_record WHERE call_id >= ?1"
            " UNION ALL SELECT min(rtc_unit_id) FROM app_rtc_value WHERE rtc_unit_id >= ?1"
            " UNION ALL SELECT min(call_id) FROM app_call_money WHERE call_id >= ?1"
            " UNION ALL SELECT min(mode_id) FROM app_trade_server"
            "  WHERE module_enum = 'CALL' AND mode_id >= ?1)"),
      live_(tables, select_calls("''", "app_call_ing")),
      ended_(tables, select_calls("hang_reason", "app_call_record")),
      counters_(tables,
                "SELECT rtc_unit_id, user_id = rtc_unit_id AND module = 'call' FROM app_rtc_value"
                " WHERE rtc_unit_id BETWEEN ? AND ?"),
      totals_(tables,
              "SELECT call_id, call_id, tickets, paid, earned FROM app_call_money"
              " WHERE call_id BETWEEN ? AND ?"),
      offers_(tables, std::string{"SELECT s.mode_id, "} + offer_columns +
                          " FROM app_trade_server s"
                          " WHERE s.module_enum = 'CALL' AND s.mode_id BETWEEN ? AND ?"),
      tickets_(tables) {}

std::span<const SlicedCall> CallSlice::load(std::int64_t from, std::int64_t until) {
    const auto next = next_.first([](Statement& row) { return row.get<std::int64_t>(); }, from);
    calls_.clear();
    if (next.value_or(0) < from || *next > until) return {};
    first_ = *next;
    last_ = first_ > until - slice_calls ? until : first_ + slice_calls - 1;
    calls_.resize(static_cast<std::size_t>(last_ - first_ + 1));
    for (std::size_t i = 0; i < calls_.size(); ++i)
        calls_[i].id = {first_ + static_cast<std::int64_t>(i)};
    read(live_, "app_call_ing",
         [](SlicedCall& call, Statement& row) { call.live = read_call(row); });
    read(ended_, "app_call_record",
         [](SlicedCall& call, Statement& row) { call.ended = read_call(row); });
    read(counters_, "app_rtc_value",
         [](SlicedCall& call, Statement& row) { row.read(call.counters); });
    read(totals_, "app_call_money", [](SlicedCall& call, Statement& row) {
        model::CallTotals& totals = call.totals.emplace();
        row.read(totals.call, totals.tickets, totals.paid, totals.earned);
    });
    read(offers_, "app_trade_server",
         [](SlicedCall& call, Statement& row) { call.offers.push_back(read_offer(row)); });
    return calls_;
}

void CallSlice::each_ticket(model::OfferId offer,
                            const std::function<void(const model::Ticket&)>& take) {
    tickets_.each(offer, take);
}

template <class Take>
void CallSlice::read(Statement& rows, const char* table, Take take) {
    const auto one = [&](Statement& row) {
        const auto id = row.get<std::int64_t>();
        expect_in_place(id >= first_ && id <= last_, table, id);
        SlicedCall& call = calls_[static_cast<std::size_t>(id - first_)];
        try {
            take(call, row);
        } catch (const engine::StoreBroken& error) {
            call.readable = false;
            findings_.add("a row can be read", id, "known words", error.what());
        }
    };
    rows.each(one, first_, last_);
}

}  // namespace calls::store
