#include "cli/event_text.h"

#include "cli/clean_text.h"
#include "cli/times.h"

namespace calls::cli {

namespace json = boost::json;

namespace {

std::string number(const json::object& data, std::string_view name) {
    return std::to_string(whole_or_zero(data, name));
}

std::string dial_detail(const json::object& call) {
    std::string text =
        "host " + number(call, "hostUserId") + ", guest " + number(call, "guestUserId");
    if (whole_at(call, "price")) text += ", " + terms_text(call);
    return text;
}

std::string hang_detail(const json::object& call) {
    return text_at(call, "hangReason") + ", talked " +
           whole_seconds_text(Millis{whole_or_zero(call, "talkMs")}) + ", " +
           number(call, "tickets") +
           (whole_or_zero(call, "tickets") == 1 ? " ticket" : " tickets") + ", paid " +
           number(call, "paid");
}

std::string ticket_detail(const json::object& ticket) {
    std::string text = "ticket " + number(ticket, "ticketId") + " for " +
                       text_at(ticket, "resourceId") + ", paid " + number(ticket, "paid") +
                       " to host " + number(ticket, "hostUserId");
    if (truth_at(ticket, "free")) text += ", free";
    if (truth_at(ticket, "automatic")) text += ", automatic";
    return text;
}

std::string low_funds_detail(const json::object& data, const Look& look) {
    return "balance " + number(data, "balance") + ", price " + number(data, "price") +
           ", funded until " + people_text(value_at(data, "fundedUntil"), FieldKind::time, look);
}

std::string money_detail(const json::object& data) {
    return number(data, "amount") + ", balance " + number(data, "balance");
}

std::string detail_of(const std::string& kind, const json::object& data, const Look& look) {
    if (kind == "dial") return dial_detail(data);
    if (kind == "hang") return hang_detail(data);
    if (kind == "counters") return people_text(value_at(data, "value"), FieldKind::counters, look);
    if (kind == "offer") return text_at(data, "resourceId") + ", " + terms_text(data);
    if (kind == "ticket") return ticket_detail(data);
    if (kind == "low-funds") return low_funds_detail(data, look);
    if (kind == "deposit" || kind == "withdrawal") return money_detail(data);
    if (kind == "start") return number(data, "liveCalls") + " live calls";
    return "";
}

Column wide(Column column, std::size_t min_width) {
    column.heading.min_width = min_width;
    return column;
}

}  // namespace

std::string event_detail(const json::object& event, const Look& look) {
    const json::value* data = event.if_contains("data");
    if (data == nullptr || !data->is_object()) return "";
    return clean_text(detail_of(text_at(event, "kind"), data->get_object(), look));
}

// Events come one at a time: the widths are what most of them need.
std::vector<Column> event_columns() {
    return {wide(field_column("EVENT", "eventId", FieldKind::id), 6),
            wide(field_column("TIME", "time", FieldKind::time), 19),
            wide(field_column("KIND", "kind", FieldKind::text), 10),
            wide(field_column("CALL", "callId", FieldKind::id), 6),
            wide(field_column("USER", "userId", FieldKind::id), 6),
            {{"DETAIL", false, 0}, event_detail}};
}

}  // namespace calls::cli
