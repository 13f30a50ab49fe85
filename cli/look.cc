#include "cli/look.h"

#include <algorithm>
#include <array>

#include "cli/clean_text.h"
#include "cli/times.h"

namespace calls::cli {

namespace json = boost::json;

namespace {

constexpr std::array time_names{"dialTime",       "idalTime",    "heloTime",   "ehloTime",
                                "hangTime",       "guestHbTime", "hostHbTime", "createTime",
                                "ticketTime",     "doneTime",    "time",       "now",
                                "nextChargeTime", "fundedUntil"};

std::string party_text(std::int64_t user) {
    return user == 0 ? "platform" : user == -1 ? "world" : std::to_string(user);
}

std::string counters_text(const json::value& value) {
    if (!value.is_array()) return "-";
    std::string text;
    int index = 0;
    for (const json::value& counter : value.get_array()) {
        ++index;
        if (counter == 0) continue;
        text += (text.empty() ? "" : " ") + std::to_string(index) + "=" + json::serialize(counter);
    }
    return text.empty() ? "-" : text;
}

std::string string_of(const json::value& value) {
    return value.is_string() ? std::string(value.get_string()) : json::serialize(value);
}

bool is_time(std::string_view name) {
    return std::ranges::find(time_names, name) != time_names.end();
}

}  // namespace

std::string people_text(const json::value* value, FieldKind kind, const Look& look) {
    if (value == nullptr || value->is_null()) return "-";
    if (const auto* number = value->if_int64()) {
        switch (kind) {
            case FieldKind::time:
                return *number == 0 ? "-" : whole_seconds_text(Instant{*number}, look.times);
            case FieldKind::length:
                return duration_text(Millis{*number});
            case FieldKind::id:
                return *number == 0 ? "-" : std::to_string(*number);
            case FieldKind::party:
                return party_text(*number);
            default:
                return std::to_string(*number);
        }
    }
    if (value->is_bool()) return value->get_bool() ? "yes" : "no";
    if (kind == FieldKind::counters) return counters_text(*value);
    const std::string text = clean_text(string_of(*value));
    return text.empty() ? "-" : text;
}

std::string bare_text(const json::value* value, FieldKind kind, const Look& look) {
    if (value == nullptr || value->is_null()) return "";
    if (kind == FieldKind::time && value->is_int64() && look.times != TimeStyle::ms) {
        const std::int64_t ms = value->get_int64();
        return ms == 0 ? "" : exact_text(Instant{ms}, look.times);
    }
    return string_of(*value);
}

std::optional<std::int64_t> whole_at(const json::object& object, std::string_view name) {
    const json::value* found = value_at(object, name);
    if (found == nullptr || !found->is_int64()) return std::nullopt;
    return found->get_int64();
}

std::int64_t whole_or_zero(const json::object& object, std::string_view name) {
    return whole_at(object, name).value_or(0);
}

std::string text_at(const json::object& object, std::string_view name) {
    const json::value* found = value_at(object, name);
    return found != nullptr && found->is_string() ? std::string(found->get_string()) : "";
}

bool truth_at(const json::object& object, std::string_view name) {
    const json::value* found = value_at(object, name);
    return found != nullptr && found->is_bool() && found->get_bool();
}

std::string terms_text(const json::object& object) {
    const auto price = whole_at(object, "price");
    if (!price) return "-";
    if (text_at(object, "mode") == "ONCE") return std::to_string(*price) + " once";
    return std::to_string(*price) + "/" +
           duration_text(Millis{whole_or_zero(object, "periodMills")});
}

json::value with_times(json::value value, TimeStyle times) {
    if (times == TimeStyle::ms) return value;
    if (value.is_array()) {
        for (json::value& item : value.get_array()) item = with_times(std::move(item), times);
    } else if (value.is_object()) {
        for (auto& member : value.get_object()) {
            json::value& inner = member.value();
            if (!is_time(member.key()) || !inner.is_int64()) {
                inner = with_times(std::move(inner), times);
            } else if (inner.get_int64() == 0) {
                inner = nullptr;
            } else {
                inner = exact_text(Instant{inner.get_int64()}, times);
            }
        }
    }
    return value;
}

}  // namespace calls::cli
