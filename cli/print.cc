#include "cli/print.h"

#include <cstdlib>
#include <unistd.h>

namespace calls::cli {

namespace json = boost::json;

namespace {

bool wants_color(const Output& out, const Globals& globals) {
    const char* none = std::getenv("NO_COLOR");
    if (globals.no_color || (none != nullptr && *none != '\0')) return false;
    const char* terminal = std::getenv("TERM");
    return out.is_terminal() && terminal != nullptr && std::string_view(terminal) != "dumb";
}

Look make_look(const Output& out, const Globals& globals) {
    return {globals.time_style(), wants_color(out, globals), out.is_terminal() ? out.width(80) : 0};
}

// Fields of an object that no table of ours describes: their names tell enough.
FieldKind kind_by_name(std::string_view name) {
    const std::string_view last = name.substr(name.rfind('.') + 1);
    if (last == "now" || last == "time" || last.ends_with("Time")) return FieldKind::time;
    if (last.ends_with("Ms") || last.ends_with("Mills")) return FieldKind::length;
    return FieldKind::nested;
}

}  // namespace

Column field_column(std::string title, std::string_view field, FieldKind kind) {
    const bool number = kind == FieldKind::whole || kind == FieldKind::id ||
                        kind == FieldKind::party || kind == FieldKind::length;
    return {{std::move(title), number, 0},
            [field, kind](const json::object& row, const Look& look) {
                return people_text(value_at(row, field), kind, look);
            }};
}

Printer::Printer(Output& out, const Globals& globals)
    : out_(out), globals_(globals), look_(make_look(out, globals)) {}

bool Printer::for_people() const {
    return globals_.format == Format::table && globals_.fields.empty() && !globals_.quiet;
}

void Printer::one(const Shape& shape, const json::object& object, bool made) {
    if (globals_.quiet && globals_.fields.empty()) {
        if (made) out_.write(bare_text(value_at(object, shape.id), FieldKind::id, look_) + '\n');
        return;
    }
    if (for_people()) return pairs(shape, object);
    if (globals_.fields.empty() && globals_.is_json()) return raw(object);
    if (!shape.open) {
        ListPrinter list(*this, shape, {});
        list.rows({object});
        return;
    }
    const std::vector<std::string> names = names_in(object);
    std::vector<Field> fields;
    fields.reserve(names.size());
    for (const std::string& name : names) fields.push_back({name, name, kind_by_name(name)});
    const Shape found{fields, ""};
    check_fields(found, globals_.fields);
    ListPrinter list(*this, found, {});
    list.rows({object});
}

void Printer::raw(const json::value& value) {
    if (globals_.quiet) return;
    out_.write(json::serialize(with_times(value, globals_.times.value_or(TimeStyle::ms))) + '\n');
}

void Printer::lines(std::string_view text) {
    if (for_people()) out_.write(text);
}

void Printer::pairs(const Shape& shape, const json::object& object) {
    std::vector<std::pair<std::string, std::string>> pairs;
    for (const Field& field : shape.fields) {
        const json::value* value = value_at(object, field.name);
        if (value == nullptr || field.kind == FieldKind::nested) continue;
        pairs.emplace_back(field.label, people_text(value, field.kind, look_));
    }
    if (shape.open) {
        for (const std::string& name : names_in(object)) {
            pairs.emplace_back(name,
                               people_text(value_at(object, name), kind_by_name(name), look_));
        }
    } else if (truth_at(object, "replayed")) {
        pairs.emplace_back("replayed", "yes");
    }
    out_.write(lay_out_pairs(pairs, look_.width));
}

}  // namespace calls::cli
