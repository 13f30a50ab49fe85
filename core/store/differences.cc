#include "core/store/differences.h"

#include <cstddef>
#include <string_view>

#include "core/base/check.h"
#include "core/model/pack.h"

namespace calls::store {
namespace {

std::string text(std::int64_t value) {
    return std::to_string(value);
}
std::string text(base::Instant time) {
    return text(time.ms);
}
std::string text(model::Coins coins) {
    return text(coins.value);
}
template <class Tag>
std::string text(model::Id<Tag> id) {
    return text(id.value);
}

// Packed outcomes are no words; how long they are tells them apart well enough.
std::string text_of_bytes(const std::string& bytes) {
    return text(static_cast<std::int64_t>(bytes.size())) + " bytes, of sum " + text([&] {
               std::int64_t sum = 0;
               for (const char byte : bytes) sum = (sum * 31 + byte) % 1'000'003;
               return sum;
           }());
}

}  // namespace

Columns columns_of(const model::Call& row) {
    return {{"host_user_id", text(row.host)},
            {"guest_user_id", text(row.guest)},
            {"dial_time", text(row.dial_time)},
            {"dial_user_id", text(row.dial_user)},
            {"idal_time", text(row.idal_time)},
            {"helo_time", text(row.helo_time)},
            {"ehlo_time", text(row.ehlo_time)},
            {"hang_time", text(row.hang_time)},
            {"hang_user_id", text(row.hang_user)},
            {"guest_hb_time", text(row.guest_hb_time)},
            {"host_hb_time", text(row.host_hb_time)},
            {"hang_reason", std::string{name_of(row.hang_reason)}}};
}

Columns columns_of(const model::Counters& row) {
    Columns columns;
    for (std::size_t i = 0; i < row.value.size(); ++i)
        columns.emplace_back("numb" + std::to_string(i + 1), text(row.value.at(i)));
    return columns;
}

Columns columns_of(const model::CallTotals& row) {
    return {{"tickets", text(row.tickets)}, {"paid", text(row.paid)}, {"earned", text(row.earned)}};
}

Columns columns_of(const model::Offer& row) {
    return {{"user_id", text(row.provider)},
            {"resource_id", row.resource},
            {"mode_id", text(row.mode_id)},
            {"module_enum", std::string{name_of(row.module)}},
            {"mode", std::string{name_of(row.terms.mode)}},
            {"period_mills", text(static_cast<std::int64_t>(row.terms.period.count()))},
            {"price", text(row.terms.price)},
            {"create_time", text(row.create_time)}};
}

Columns columns_of(const model::Ticket& row) {
    return {{"server_id", text(row.offer)},
            {"user_id", text(row.payer)},
            {"ticket_time", text(row.ticket_time)},
            {"done_time", text(row.done_time)},
            {"paid", text(row.paid)},
            {"earned", text(row.earned)},
            {"free", text(std::int64_t{row.free})}};
}

Columns columns_of(const model::Account& row) {
    return {{"balance", text(row.balance)}, {"entry_count", text(row.entries)}};
}

Columns columns_of(const model::LedgerEntry& row) {
    return {{"time", text(row.time)},
            {"kind", std::string{name_of(row.kind)}},
            {"debit_user_id", text(row.debit)},
            {"credit_user_id", text(row.credit)},
            {"amount", text(row.amount)},
            {"ticket_id", text(row.ticket)},
            {"call_id", text(row.call)},
            {"request_id", row.request_id},
            {"debit_balance", text(row.debit_balance)},
            {"credit_balance", text(row.credit_balance)}};
}

Columns columns_of(const model::Receipt& row) {
    return {{"time", text(row.time)},
            {"fingerprint", text_of_bytes(row.fingerprint)},
            {"outcome", text_of_bytes(model::pack(row.outcome))}};
}

Columns columns_of(const StartRow& row) {
    return {{"time", text(row.time)}, {"live_calls", text(row.live_calls)}};
}

Differences differences(const Columns& expected, const Columns& found) {
    CHECK(expected.size() == found.size());
    Differences lists;
    const auto add = [](std::string& list, const Columns::value_type& column) {
        if (!list.empty()) list += ", ";
        list += column.first + " " + column.second;
    };
    for (std::size_t i = 0; i < expected.size(); ++i) {
        if (expected[i] == found[i]) continue;
        add(lists.expected, expected[i]);
        add(lists.found, found[i]);
    }
    return lists;
}

}  // namespace calls::store
