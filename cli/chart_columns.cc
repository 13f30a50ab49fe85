#include "cli/chart_columns.h"

#include <algorithm>

#include "cli/chart_scale.h"
#include "cli/number_text.h"

namespace calls::cli {

namespace {

// In pixels; the plot lies between the two lines.
constexpr double plot_top = 8;
constexpr double plot_bottom = 208;
constexpr double height = 232;
constexpr double words_at = 226;
constexpr double axis_width = 46;
constexpr double part_height_min = 1;

// Of all the width; one column alone is not a wall.
constexpr double column_width_max = 0.08;

std::string px(double length) {
    return decimal(length, 2);
}

std::int64_t sum_of(const ColumnsChart::Column& column) {
    std::int64_t sum = 0;
    for (const std::int64_t part : column.parts) sum = capped_sum(sum, part);
    return sum;
}

ChartScale scale_of(const ColumnsChart& chart) {
    std::int64_t most = 0;
    for (const auto& column : chart.columns) most = std::max(most, sum_of(column));
    return scale_for(most);
}

double line_of(std::int64_t value, const ChartScale& scale) {
    return plot_bottom - (plot_bottom - plot_top) * std::min(scale.share(value), 1.0);
}

void draw_axis(Html& html, const ChartScale& scale) {
    html.open("svg", {{"class", "axis"},
                      {"width", px(axis_width)},
                      {"height", px(height)},
                      {"aria-hidden", "true"}});
    for (const std::int64_t mark : scale.marks) {
        html.leaf("text", brief(mark),
                  {{"x", px(axis_width - 8)},
                   {"y", px(line_of(mark, scale) + 4)},
                   {"text-anchor", "end"}});
    }
    html.close();
}

void draw_lines(Html& html, const ChartScale& scale) {
    for (const std::int64_t mark : scale.marks) {
        const std::string y = px(line_of(mark, scale));
        html.hollow("line", {{"class", mark == 0 ? "ground" : "grid"},
                             {"x1", "0"},
                             {"x2", "100%"},
                             {"y1", y},
                             {"y2", y}});
    }
}

void draw_parts(Html& html, const ColumnsChart& chart, const ColumnsChart::Column& column,
                const ChartScale& scale, double left, double width) {
    double bottom = plot_bottom;
    for (std::size_t part = 0; part < column.parts.size(); ++part) {
        if (column.parts[part] <= 0) continue;
        // Sums that are past all counting end with the picture.
        const double tall =
            std::min(std::max(plot_bottom - line_of(column.parts[part], scale), part_height_min),
                     bottom - plot_top);
        bottom -= tall;
        html.hollow("rect", {{"class", chart.classes[part]},
                             {"x", percent(left)},
                             {"width", percent(width)},
                             {"y", px(bottom)},
                             {"height", px(tall)}});
    }
}

// Words at the right end would leave the picture, were they not ended there.
void draw_tick(Html& html, const ColumnsChart& chart, const ColumnsChart::Column& column,
               std::size_t place) {
    if (column.tick.empty()) return;
    const auto count = static_cast<double>(chart.columns.size());
    const double at = (static_cast<double>(place) + (chart.ticks_at_edge ? 0 : 0.5)) / count;
    const bool ends_here = at > 0.97 && !chart.ticks_at_edge;
    html.leaf("text", column.tick,
              {{"class", column.tick_where_wide ? "tick wide" : "tick"},
               {"x", ends_here ? "100%" : percent(at)},
               {"y", px(words_at)},
               {"text-anchor", ends_here ? "end" : "middle"}});
}

}  // namespace

Html columns_chart(const ColumnsChart& chart) {
    const ChartScale scale = scale_of(chart);
    const double slot = 1 / static_cast<double>(chart.columns.size());
    const double width =
        std::min(slot * (chart.columns.size() > 40 ? 0.86 : 0.76), column_width_max);
    Html html;
    html.open("div", {{"class", "plot"}});
    draw_axis(html, scale);
    html.open("svg", {{"class", "columns"},
                      {"width", "100%"},
                      {"height", px(height)},
                      {"role", "img"},
                      {"aria-label", chart.label}});
    draw_lines(html, scale);
    for (std::size_t i = 0; i < chart.columns.size(); ++i) {
        const double left = static_cast<double>(i) * slot;
        html.open("g").leaf("title", chart.columns[i].title);
        html.hollow("rect", {{"class", "hit"},
                             {"x", percent(left)},
                             {"width", percent(slot)},
                             {"y", px(plot_top)},
                             {"height", px(plot_bottom - plot_top)}});
        draw_parts(html, chart, chart.columns[i], scale, left + (slot - width) / 2, width);
        html.close();
        draw_tick(html, chart, chart.columns[i], i);
    }
    html.close().close();
    return html;
}

}  // namespace calls::cli
