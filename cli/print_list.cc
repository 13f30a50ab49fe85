#include <utility>

#include "cli/delimited.h"
#include "cli/print.h"

namespace calls::cli {

namespace json = boost::json;

namespace {

std::vector<Heading> headings_of(const std::vector<Column>& columns) {
    std::vector<Heading> headings;
    headings.reserve(columns.size());
    for (const Column& column : columns) headings.push_back(column.heading);
    return headings;
}

std::vector<std::pair<std::string, FieldKind>> fields_wanted(const Shape& shape,
                                                             const Globals& globals) {
    std::vector<std::pair<std::string, FieldKind>> wanted;
    for (const std::string& name : globals.fields) {
        const Field* field = find_field(shape, name);
        wanted.emplace_back(name, field != nullptr ? field->kind : FieldKind::nested);
    }
    if (!wanted.empty()) return wanted;
    for (const Field& field : shape.fields) {
        if (field.kind != FieldKind::counters) {
            wanted.emplace_back(field.name, field.kind);
            continue;
        }
        for (char digit = '1'; digit <= '9'; ++digit) {
            wanted.emplace_back(std::string(field.name) + digit, FieldKind::whole);
        }
    }
    return wanted;
}

}  // namespace

ListPrinter::ListPrinter(Printer& printer, const Shape& shape, std::vector<Column> columns)
    : printer_(printer),
      shape_(shape),
      columns_(std::move(columns)),
      table_(headings_of(columns_), printer.look().width, printer.look().colors),
      fields_(fields_wanted(shape, printer.globals())) {}

void ListPrinter::rows(const json::array& page) {
    if (printer_.for_people()) return table_rows(page);
    for (const json::value& value : page) {
        if (value.is_object()) row(value.get_object());
    }
    if (printer_.globals().format == Format::jsonl) printer_.out().flush();
}

void ListPrinter::finish() {
    if (printer_.for_people()) {
        printer_.out().write(table_.header());
        return;
    }
    const Globals& globals = printer_.globals();
    if (globals.quiet || !globals.fields.empty()) return;
    if (globals.format == Format::json) printer_.out().write(begun_ ? "\n]\n" : "[]\n");
    header_line();
}

void ListPrinter::table_rows(const json::array& page) {
    std::vector<Table::Row> rows;
    for (const json::value& value : page) {
        if (!value.is_object()) continue;
        Table::Row& cells = rows.emplace_back();
        for (const Column& column : columns_) {
            cells.push_back(column.text(value.get_object(), printer_.look()));
        }
    }
    printer_.out().write(table_.lay_out(rows));
}

void ListPrinter::row(const json::object& object) {
    const Globals& globals = printer_.globals();
    Output& out = printer_.out();
    if (!globals.fields.empty()) {
        out.write(tsv_line(bare_values(object)));
    } else if (globals.quiet) {
        if (shape_.id.empty()) return;
        out.write(bare_text(value_at(object, shape_.id), FieldKind::id, printer_.look()) + '\n');
    } else if (globals.is_json()) {
        json_row(object);
    } else {
        header_line();
        const bool csv = globals.format == Format::csv;
        out.write(csv ? csv_line(bare_values(object)) : tsv_line(bare_values(object)));
    }
}

void ListPrinter::json_row(const json::object& object) {
    const Globals& globals = printer_.globals();
    const TimeStyle times = globals.times.value_or(TimeStyle::ms);
    const std::string text = times == TimeStyle::ms ? json::serialize(object)
                                                    : json::serialize(with_times(object, times));
    if (globals.format == Format::jsonl) {
        printer_.out().write(text + '\n');
    } else {
        printer_.out().write((std::exchange(begun_, true) ? ",\n" : "[\n") + text);
    }
}

// Of csv and tsv; once, before the first row or instead of one.
void ListPrinter::header_line() {
    const Format format = printer_.globals().format;
    if ((format != Format::csv && format != Format::tsv) || std::exchange(begun_, true)) return;
    std::vector<std::string> names;
    for (const auto& field : fields_) names.push_back(field.first);
    printer_.out().write(format == Format::csv ? csv_line(names) : tsv_line(names));
}

std::vector<std::string> ListPrinter::bare_values(const json::object& object) const {
    std::vector<std::string> values;
    for (const auto& [name, kind] : fields_) {
        values.push_back(bare_text(value_at(object, name), kind, printer_.look()));
    }
    return values;
}

}  // namespace calls::cli
