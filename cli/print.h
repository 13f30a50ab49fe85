#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <boost/json.hpp>

#include "cli/globals.h"
#include "cli/look.h"
#include "cli/output.h"
#include "cli/shape.h"
#include "cli/table.h"

// Puts results on stdout in whatever way was asked for.

namespace calls::cli {

// A column for people: its heading, and what a row has in it.
struct Column {
    Heading heading;
    std::function<std::string(const boost::json::object& row, const Look& look)> text;
};

// A column that shows one field of the wire as it is.
Column field_column(std::string title, std::string_view field, FieldKind kind);

class Printer {
  public:
    // Both outlive it.
    Printer(Output& out, const Globals& globals);

    // One object: name and value lines, or what the format asks for. With -q its id, where the
    // command made it, or nothing.
    void one(const Shape& shape, const boost::json::object& object, bool made = false);
    // Any JSON value, as JSON in every format but csv and tsv.
    void raw(const boost::json::value& value);
    // Whole lines for people; nobody else gets them.
    void lines(std::string_view text);

    [[nodiscard]] bool for_people() const;
    [[nodiscard]] const Look& look() const { return look_; }
    [[nodiscard]] const Globals& globals() const { return globals_; }
    Output& out() { return out_; }

  private:
    void pairs(const Shape& shape, const boost::json::object& object);

    Output& out_;
    const Globals& globals_;
    Look look_;
};

// The rows of a list, a page at a time.
class ListPrinter {
  public:
    // The printer and the shape outlive it.
    ListPrinter(Printer& printer, const Shape& shape, std::vector<Column> columns);

    void rows(const boost::json::array& page);
    // The end: a header that had no rows, the bracket that closes an array.
    void finish();

  private:
    void table_rows(const boost::json::array& page);
    void row(const boost::json::object& object);
    void json_row(const boost::json::object& object);
    void header_line();
    std::vector<std::string> bare_values(const boost::json::object& object) const;

    Printer& printer_;
    const Shape& shape_;
    std::vector<Column> columns_;
    Table table_;
    std::vector<std::pair<std::string, FieldKind>> fields_;  // for --field, csv and tsv
    bool begun_ = false;
};

}  // namespace calls::cli
