#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// Rows in columns, and pairs of name and value, for people. Widths grow with what comes: a page
// is laid out as a whole, a later one keeps the widths it finds.

namespace calls::cli {

struct Heading {
    std::string title;
    bool right = false;         // numbers
    std::size_t min_width = 0;  // for rows that come one at a time
};

class Table {
  public:
    using Row = std::vector<std::string>;

    // `width_max` 0: lines are not cut.
    Table(std::vector<Heading> headings, std::size_t width_max, bool bold_header);

    // The lines of these rows, the header before the first ones.
    std::string lay_out(const std::vector<Row>& rows);
    // Rows come later or never: the header at least, once.
    std::string header();

  private:
    void widen(const Row& row);
    [[nodiscard]] std::string line(const Row& row) const;

    std::vector<Heading> headings_;
    std::vector<std::size_t> widths_;
    std::size_t width_max_;
    bool bold_header_;
    bool header_done_ = false;
};

// `name   value` lines, the values below each other.
std::string lay_out_pairs(const std::vector<std::pair<std::string, std::string>>& pairs,
                          std::size_t width_max);

}  // namespace calls::cli
