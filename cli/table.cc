#include "cli/table.h"

#include <algorithm>
#include <utility>

namespace calls::cli {

namespace {

constexpr std::string_view gap = "  ";
constexpr std::string_view bold = "\x1b[1m";
constexpr std::string_view plain = "\x1b[0m";

std::string finish_line(std::string line, std::size_t width_max) {
    if (width_max > 0 && line.size() > width_max) line.resize(width_max);
    line.erase(line.find_last_not_of(' ') + 1);
    return line;
}

std::string padded(const std::string& text, std::size_t width, bool right) {
    const std::string blanks(width > text.size() ? width - text.size() : 0, ' ');
    return right ? blanks + text : text + blanks;
}

}  // namespace

Table::Table(std::vector<Heading> headings, std::size_t width_max, bool bold_header)
    : headings_(std::move(headings)), width_max_(width_max), bold_header_(bold_header) {
    for (const Heading& heading : headings_) {
        widths_.push_back(std::max(heading.title.size(), heading.min_width));
    }
}

std::string Table::lay_out(const std::vector<Row>& rows) {
    for (const Row& row : rows) widen(row);
    std::string lines = header();
    for (const Row& row : rows) lines += line(row) + '\n';
    return lines;
}

std::string Table::header() {
    if (std::exchange(header_done_, true)) return "";
    Row titles;
    for (const Heading& heading : headings_) titles.push_back(heading.title);
    const std::string text = line(titles);
    return bold_header_ ? std::string(bold) + text + std::string(plain) + '\n' : text + '\n';
}

void Table::widen(const Row& row) {
    for (std::size_t i = 0; i < row.size(); ++i) widths_[i] = std::max(widths_[i], row[i].size());
}

std::string Table::line(const Row& row) const {
    std::string text;
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (i > 0) text += gap;
        text += padded(row[i], widths_[i], headings_[i].right);
    }
    return finish_line(std::move(text), width_max_);
}

std::string lay_out_pairs(const std::vector<std::pair<std::string, std::string>>& pairs,
                          std::size_t width_max) {
    std::size_t widest = 0;
    for (const auto& pair : pairs) widest = std::max(widest, pair.first.size());
    std::string lines;
    for (const auto& [name, value] : pairs) {
        lines += finish_line(padded(name, widest, false) + std::string(gap) + value, width_max);
        lines += '\n';
    }
    return lines;
}

}  // namespace calls::cli
