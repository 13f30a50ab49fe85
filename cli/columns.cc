#include "cli/columns.h"

#include <algorithm>

#include "cli/times.h"

namespace calls::cli {

namespace json = boost::json;
using enum FieldKind;

namespace {

Column own_column(std::string title, bool right,
                  std::function<std::string(const json::object&, const Look&)> text) {
    return {{std::move(title), right, 0}, std::move(text)};
}

// A span of a call that is `-` until the time that begins it.
Column span_column(std::string title, std::string_view length_field, std::string_view begin_field) {
    return own_column(std::move(title), true,
                      [length_field, begin_field](const json::object& call, const Look&) {
                          if (whole_or_zero(call, begin_field) == 0) return std::string("-");
                          return whole_seconds_text(Millis{whole_or_zero(call, length_field)});
                      });
}

std::string left_text(const json::object& call, const Look& /*look*/) {
    const auto left = funded_for(call);
    return left ? whole_seconds_text(*left) : "-";
}

std::string until_text(const json::object& ticket, const Look& look) {
    if (whole_or_zero(ticket, "doneTime") == 0) return "always";
    return people_text(value_at(ticket, "doneTime"), time, look);
}

std::vector<Column> entry_columns(std::vector<Column> middle) {
    std::vector<Column> columns{field_column("ENTRY", "entryId", id),
                                field_column("TIME", "time", time),
                                field_column("KIND", "kind", text)};
    std::ranges::move(middle, std::back_inserter(columns));
    columns.push_back(field_column("CALL", "callId", id));
    columns.push_back(field_column("TICKET", "ticketId", id));
    columns.push_back(field_column("REQUEST", "requestId", text));
    return columns;
}

}  // namespace

std::optional<Millis> funded_for(const json::object& call) {
    const auto until = whole_at(call, "fundedUntil");
    if (!until) return std::nullopt;
    const std::int64_t now = whole_or_zero(call, "ehloTime") + whole_or_zero(call, "talkMs");
    return Millis{std::max<std::int64_t>(*until - now, 0)};
}

std::vector<Column> live_call_columns() {
    return {field_column("CALL", "callId", id),
            field_column("HOST", "hostUserId", id),
            field_column("GUEST", "guestUserId", id),
            field_column("CALLER", "dialUserId", id),
            field_column("PHASE", "phase", text),
            field_column("DIALED", "dialTime", time),
            span_column("TALK", "talkMs", "ehloTime"),
            own_column("OFFER", true,
                       [](const json::object& call, const Look&) { return terms_text(call); }),
            field_column("PAID", "paid", whole),
            own_column("LEFT", true, left_text)};
}

std::vector<Column> record_columns() {
    return {field_column("CALL", "callId", id),         field_column("HOST", "hostUserId", id),
            field_column("GUEST", "guestUserId", id),   field_column("CALLER", "dialUserId", id),
            field_column("DIALED", "dialTime", time),   span_column("RING", "ringMs", "dialTime"),
            span_column("WAIT", "waitMs", "idalTime"),  span_column("TALK", "talkMs", "ehloTime"),
            field_column("REASON", "hangReason", text), field_column("TICKETS", "tickets", whole),
            field_column("PAID", "paid", whole),        field_column("EARNED", "earned", whole)};
}

std::vector<Column> ticket_columns() {
    return {field_column("TICKET", "ticketId", id),       field_column("CALL", "callId", id),
            field_column("HOST", "hostUserId", id),       field_column("GUEST", "userId", id),
            field_column("RESOURCE", "resourceId", text), field_column("TIME", "ticketTime", time),
            own_column("UNTIL", false, until_text),       field_column("PRICE", "price", whole),
            field_column("PAID", "paid", whole),          field_column("EARNED", "earned", whole)};
}

std::vector<Column> tickets_of_call_columns() {
    return {field_column("TICKET", "ticketId", id), field_column("TIME", "ticketTime", time),
            own_column("UNTIL", false, until_text), field_column("PRICE", "price", whole),
            field_column("PAID", "paid", whole),    field_column("EARNED", "earned", whole)};
}

std::vector<Column> account_columns() {
    return {field_column("USER", "userId", party), field_column("BALANCE", "balance", whole),
            field_column("LIMIT", "creditLimit", whole),
            field_column("ENTRIES", "entryCount", whole)};
}

std::vector<Column> report_columns() {
    return {own_column("KEY", false,
                       [](const json::object& row, const Look& look) {
                           const json::value* key = value_at(row, "key");
                           const bool named = key != nullptr && key->is_string();
                           return people_text(key, named ? text : id, look);
                       }),
            field_column("CALLS", "calls", whole),
            field_column("ANSWERED", "answered", whole),
            own_column("TALK", true,
                       [](const json::object& row, const Look&) {
                           return whole_seconds_text(Millis{whole_or_zero(row, "talkMs")});
                       }),
            field_column("TICKETS", "tickets", whole),
            field_column("PAID", "paid", whole),
            field_column("EARNED", "earned", whole),
            field_column("FEES", "fees", whole)};
}

std::vector<Column> ledger_columns() {
    return entry_columns({field_column("FROM", "debitUserId", party),
                          field_column("TO", "creditUserId", party),
                          field_column("AMOUNT", "amount", whole)});
}

std::vector<Column> ledger_columns_of(std::int64_t user) {
    const auto is_credit = [user](const json::object& entry) {
        return whole_at(entry, "creditUserId") == user;
    };
    return entry_columns(
        {own_column("AMOUNT", true,
                    [is_credit](const json::object& entry, const Look&) {
                        const std::int64_t amount = whole_or_zero(entry, "amount");
                        return is_credit(entry) ? "+" + std::to_string(amount)
                                                : std::to_string(-amount);
                    }),
         own_column("BALANCE", true,
                    [is_credit](const json::object& entry, const Look& look) {
                        const char* after = is_credit(entry) ? "creditBalance" : "debitBalance";
                        return people_text(value_at(entry, after), whole, look);
                    }),
         own_column("WITH", false, [is_credit](const json::object& entry, const Look& look) {
             const char* other = is_credit(entry) ? "debitUserId" : "creditUserId";
             return people_text(value_at(entry, other), party, look);
         })});
}

}  // namespace calls::cli
