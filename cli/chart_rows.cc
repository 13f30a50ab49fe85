#include "cli/chart_rows.h"

#include <algorithm>

#include "cli/number_text.h"

namespace calls::cli {

namespace {

// What is there at all is seen.
constexpr double share_min = 0.004;

void draw_bar(Html& html, const BarRow& row) {
    html.open("svg", {{"width", "100%"}, {"height", "18"}, {"aria-hidden", "true"}});
    html.leaf("title", row.title);
    html.hollow("rect", {{"class", "track"}, {"width", "100%"}, {"height", "18"}, {"rx", "3"}});
    if (row.share > 0) {
        html.hollow("rect", {{"class", row.css_class},
                             {"width", percent(std::clamp(row.share, share_min, 1.0))},
                             {"height", "18"},
                             {"rx", "3"}});
    }
    html.close();
}

}  // namespace

Html rows_chart(const std::string& label, const std::vector<BarRow>& rows) {
    Html html;
    html.open("ul", {{"class", "rows"}, {"role", "list"}, {"aria-label", label}});
    for (const BarRow& row : rows) {
        html.open("li", {{"role", "listitem"}}).leaf("span", row.name, {{"class", "name"}});
        draw_bar(html, row);
        html.leaf("b", row.value).leaf("small", row.note).close();
    }
    html.close();
    return html;
}

}  // namespace calls::cli
