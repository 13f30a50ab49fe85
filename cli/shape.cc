#include "cli/shape.h"

#include <algorithm>

#include "cli/failure.h"

namespace calls::cli {

namespace json = boost::json;

namespace {

// The place of `value4` among nine: 3; none if the name is no counter's.
std::optional<std::size_t> counter_index(std::string_view name) {
    if (name.size() != 6 || !name.starts_with("value")) return std::nullopt;
    if (name[5] < '1' || name[5] > '9') return std::nullopt;
    return static_cast<std::size_t>(name[5] - '1');
}

void collect_names(const json::object& object, const std::string& prefix,
                   std::vector<std::string>& names) {
    for (const auto& member : object) {
        const std::string name = prefix + std::string(member.key());
        if (member.value().is_object()) {
            collect_names(member.value().get_object(), name + ".", names);
        } else {
            names.push_back(name);
        }
    }
}

std::string joined_names(const Shape& shape) {
    std::string names;
    for (const Field& field : shape.fields) {
        names += (names.empty() ? "" : ", ") + std::string(field.name);
    }
    return names;
}

}  // namespace

const Field* find_field(const Shape& shape, std::string_view name) {
    static constexpr Field counter{"value1", "counter", FieldKind::whole};
    static constexpr Field replayed{"replayed", "replayed", FieldKind::truth};
    const auto found = std::ranges::find(shape.fields, name, &Field::name);
    if (found != shape.fields.end()) return &*found;
    if (name == replayed.name) return &replayed;
    const bool has_counters =
        std::ranges::find(shape.fields, FieldKind::counters, &Field::kind) != shape.fields.end();
    return has_counters && counter_index(name) ? &counter : nullptr;
}

const json::value* value_at(const json::object& object, std::string_view name) {
    if (const json::value* whole = object.if_contains(name)) return whole;
    if (const auto index = counter_index(name)) {
        const json::value* counters = object.if_contains("value");
        if (counters == nullptr || !counters->is_array()) return nullptr;
        return counters->get_array().if_contains(*index);
    }
    const std::size_t dot = name.find('.');
    if (dot == std::string_view::npos) return nullptr;
    const json::value* inner = object.if_contains(name.substr(0, dot));
    if (inner == nullptr || !inner->is_object()) return nullptr;
    return value_at(inner->get_object(), name.substr(dot + 1));
}

void check_fields(const Shape& shape, const std::vector<std::string>& names) {
    if (shape.open) return;
    for (const std::string& name : names) {
        if (find_field(shape, name) != nullptr) continue;
        throw bad_usage("--field: there is no field " + name)
            .advise("there are: " + joined_names(shape));
    }
}

std::vector<std::string> names_in(const json::object& object) {
    std::vector<std::string> names;
    collect_names(object, "", names);
    return names;
}

}  // namespace calls::cli
