#include "cli/top_table.h"

#include <algorithm>
#include <array>
#include <limits>
#include <tuple>

#include "cli/columns.h"

namespace calls::cli {

namespace json = boost::json;

namespace {

constexpr std::size_t gap = 2;

// The first one goes first.
constexpr std::array dispensable{"DIALED", "CALLER", "OFFER", "PHASE"};

// Room for what is usual, so that columns do not shift from one second to the next.
constexpr std::array usual_widths{
    std::pair{"CALL", 6},  std::pair{"HOST", 6},  std::pair{"GUEST", 6}, std::pair{"PHASE", 10},
    std::pair{"TALK", 10}, std::pair{"OFFER", 8}, std::pair{"PAID", 7},  std::pair{"LEFT", 8},
};

// Older than a moment: worth telling.
constexpr Millis age_told{3000};

constexpr Millis left_alarm{10'000};
constexpr Millis left_warning{60'000};

// Greater comes first; then who talks longer, then who dialled earlier.
auto rank_of(const json::object& call, TopSort sort) {
    const std::int64_t talk = whole_or_zero(call, "talkMs");
    std::int64_t first = talk;
    if (sort == TopSort::paid) first = whole_or_zero(call, "paid");
    if (sort == TopSort::left) {
        const auto left = funded_for(call);
        first = left ? -left->count() : std::numeric_limits<std::int64_t>::min();
    }
    return std::tuple(first, talk, -whole_or_zero(call, "callId"));
}

Tone tone_of(const json::object& call, const Heading& heading) {
    if (heading.title != "LEFT") return Tone::plain;
    const auto left = funded_for(call);
    if (!left || *left >= left_warning) return Tone::plain;
    return *left < left_alarm ? Tone::alarm : Tone::warning;
}

struct Grid {
    std::vector<Column> columns;
    std::vector<std::size_t> widths;
    std::vector<std::vector<std::string>> cells;  // a vector for each column

    [[nodiscard]] std::size_t width() const {
        std::size_t sum = columns.empty() ? 0 : gap * (columns.size() - 1);
        for (const std::size_t width : widths) sum += width;
        return sum;
    }
    void drop(std::string_view title) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (columns[i].heading.title != title) continue;
            const auto place = static_cast<std::ptrdiff_t>(i);
            columns.erase(columns.begin() + place);
            widths.erase(widths.begin() + place);
            cells.erase(cells.begin() + place);
            return;
        }
    }
};

std::size_t usual_width(const std::string& title) {
    for (const auto& [name, width] : usual_widths)
        if (title == name) return static_cast<std::size_t>(width);
    return title.size();
}

Grid grid_of(const std::vector<const json::object*>& calls, const Look& look) {
    Grid grid{live_call_columns(), {}, {}};
    for (const Column& column : grid.columns) {
        std::size_t width = usual_width(column.heading.title);
        std::vector<std::string> cells;
        cells.reserve(calls.size());
        for (const json::object* call : calls) {
            cells.push_back(column.text(*call, look));
            width = std::max(width, cells.back().size());
        }
        grid.widths.push_back(width);
        grid.cells.push_back(std::move(cells));
    }
    for (const char* title : dispensable) {
        if (look.width > 0 && grid.width() > look.width) grid.drop(title);
    }
    return grid;
}

void add_cell(TextLine& line, const std::string& text, const Heading& heading, std::size_t begin,
              std::size_t width, Tone tone) {
    line.pad_to(begin + (heading.right ? width - text.size() : 0));
    line.add(text, tone);
}

std::string count_text(std::int64_t count, std::string_view one, std::string_view many) {
    return std::to_string(count) + ' ' + std::string(count == 1 ? one : many);
}

TextLine title_line(const TopCalls& calls, TopSort sort) {
    TextLine line(sort == TopSort::talk   ? "longest talks first"
                  : sort == TopSort::paid ? "most paid first"
                                          : "money that ends soonest first",
                  Tone::strong);
    if (!calls.whole) {
        line.add(" of the " + std::to_string(calls.rows.size()) + " oldest among " +
                     count_text(calls.talking, "talk", "talks"),
                 Tone::warning);
    } else {
        line.add(" of " + count_text(static_cast<std::int64_t>(calls.rows.size()), "call", "calls"),
                 Tone::faint);
    }
    if (calls.age >= age_told) {
        line.add(", read " + whole_seconds_text(calls.age) + " ago", Tone::warning);
    }
    return line;
}

}  // namespace

std::string_view name_of(TopSort sort) {
    return sort == TopSort::talk ? "talk" : sort == TopSort::paid ? "paid" : "left";
}

TopSort next_of(TopSort sort) {
    return sort == TopSort::talk   ? TopSort::paid
           : sort == TopSort::paid ? TopSort::left
                                   : TopSort::talk;
}

std::vector<const json::object*> first_calls(const json::array& rows, TopSort sort,
                                             std::size_t rows_max) {
    using Ranked = std::pair<decltype(rank_of({}, sort)), const json::object*>;
    std::vector<Ranked> ranked;
    ranked.reserve(rows.size());
    for (const json::value& row : rows) {
        if (const json::object* call = row.if_object())
            ranked.emplace_back(rank_of(*call, sort), call);
    }
    const auto count = std::min(ranked.size(), rows_max);
    std::ranges::partial_sort(ranked, ranked.begin() + static_cast<std::ptrdiff_t>(count),
                              std::ranges::greater{}, &Ranked::first);
    std::vector<const json::object*> calls;
    for (std::size_t i = 0; i < count; ++i) calls.push_back(ranked[i].second);
    return calls;
}

std::vector<TextLine> lay_out_calls(const TopCalls& calls, TopSort sort, std::size_t rows_max,
                                    const Look& look) {
    const auto shown = first_calls(calls.rows, sort, rows_max);
    const Grid grid = grid_of(shown, look);
    std::vector<TextLine> lines{title_line(calls, sort)};
    lines.resize(2 + shown.size());
    std::size_t begin = 0;
    for (std::size_t i = 0; i < grid.columns.size(); ++i) {
        const Heading& heading = grid.columns[i].heading;
        add_cell(lines[1], heading.title, heading, begin, grid.widths[i], Tone::strong);
        for (std::size_t row = 0; row < shown.size(); ++row) {
            add_cell(lines[2 + row], grid.cells[i][row], heading, begin, grid.widths[i],
                     tone_of(*shown[row], heading));
        }
        begin += grid.widths[i] + gap;
    }
    return lines;
}

}  // namespace calls::cli
