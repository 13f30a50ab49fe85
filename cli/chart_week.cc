#include "cli/chart_week.h"

#include "cli/number_text.h"

namespace calls::cli {

namespace {

// In pixels.
constexpr int row_height = 24;
constexpr int cell_height = 21;
constexpr int words_at = 7 * row_height + 14;
constexpr int height = 7 * row_height + 20;
constexpr int axis_width = 46;

constexpr double cell_width = 0.92;  // of the room there is for one
constexpr double faintest = 0.14;

std::string hour_text(int hour) {
    return std::string(hour < 10 ? "0" : "") + std::to_string(hour) + ":00";
}

std::string strength(double mean, double most) {
    return decimal(faintest + (1 - faintest) * mean / most, 3);
}

std::string title_of(const WeekGrid& week, int day, int hour) {
    return weekday_name(day) + " " + hour_text(hour) + " to " + hour_text(hour + 1) + ": " +
           decimal(week.mean(day, hour), 1) + " an hour, " + grouped(week.count(day, hour)) +
           " in " + grouped(week.times(day, hour));
}

void draw_days(Html& html) {
    html.open("svg", {{"class", "axis"},
                      {"width", std::to_string(axis_width)},
                      {"height", std::to_string(height)},
                      {"aria-hidden", "true"}});
    for (int day = 0; day < 7; ++day) {
        html.leaf("text", weekday_name(day),
                  {{"x", std::to_string(axis_width - 8)},
                   {"y", std::to_string(day * row_height + 15)},
                   {"text-anchor", "end"}});
    }
    html.close();
}

void draw_cell(Html& html, const WeekGrid& week, double most, int day, int hour) {
    const bool none = week.count(day, hour) == 0;
    html.open("rect", {{"class", none ? "none" : "heat"},
                       {"x", percent((hour + (1 - cell_width) / 2) / 24)},
                       {"width", percent(cell_width / 24)},
                       {"y", std::to_string(day * row_height)},
                       {"height", std::to_string(cell_height)},
                       {"rx", "3"},
                       {"fill-opacity", none ? "1" : strength(week.mean(day, hour), most)}});
    html.leaf("title", title_of(week, day, hour)).close();
}

void draw_hours(Html& html) {
    for (int hour = 0; hour < 24; hour += 3) {
        html.leaf("text", hour_text(hour),
                  {{"class", hour % 6 == 0 ? "tick" : "tick wide"},
                   {"x", percent((hour + (1 - cell_width) / 2) / 24)},
                   {"y", std::to_string(words_at)}});
    }
}

}  // namespace

Html week_chart(const std::string& label, const WeekGrid& week) {
    Html html;
    html.open("div", {{"class", "plot"}});
    draw_days(html);
    html.open("svg", {{"class", "week"},
                      {"width", "100%"},
                      {"height", std::to_string(height)},
                      {"role", "img"},
                      {"aria-label", label}});
    const double most = week.most();
    for (int day = 0; day < 7; ++day)
        for (int hour = 0; hour < 24; ++hour) draw_cell(html, week, most, day, hour);
    draw_hours(html);
    html.close().close();
    return html;
}

}  // namespace calls::cli
